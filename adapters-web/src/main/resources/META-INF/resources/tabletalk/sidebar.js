// What the list of conversations does in the browser: arrow keys, the menu of a row, and where the focus goes.
const after = (tries, find, use) => {
  const found = find();
  if (found) use(found);
  else if (tries) requestAnimationFrame(() => after(tries - 1, find, use));
};

const rowOf = (event) => event.composedPath().find((node) => node.dataset && node.dataset.id);

const focusIndex = (list, index) => {
  if (index < 0 || index >= list.items.length) return;
  const link = () => list.querySelector(`[data-index="${index}"] .tt-link`);
  if (!link()) list.scrollToIndex(Math.max(0, index - 3));
  after(30, link, (found) => {
    found.focus();
    found.scrollIntoView({ block: 'nearest' });
  });
};

// The list is one stop of the Tab key: the row that had the focus last, else the open one, else the first that is there.
const placeTabStop = (list) => {
  const links = [...list.querySelectorAll('.tt-link')].filter((link) => link.checkVisibility());
  const within = (find) => links.find((link) => find(link.closest('.tt-row')));
  const stop =
    within((row) => row.dataset.id === list.tabletalkLast) || within((row) => row.hasAttribute('data-open')) || links[0];
  for (const link of links) {
    const index = link === stop ? 0 : -1;
    if (link.tabIndex !== index) link.tabIndex = index;
  }
};

// From the title to the buttons of its row, and back.
const focusBeside = (event, step) => {
  const entry = event.target.closest('.tt-entry');
  const stops = [...entry.querySelectorAll('.tt-link, .tt-actions button')].filter(
    (stop) => getComputedStyle(stop).display !== 'none',
  );
  const next = stops[stops.indexOf(event.target) + step];
  if (next) {
    entry.setAttribute('data-within', ''); // the buttons would vanish before one of them has the focus
    next.focus();
    entry.removeAttribute('data-within');
  }
};

// The title field keeps the focus unless the person leaves it: a page that opens meanwhile may ask for the focus too.
let leaving = true;
document.addEventListener(
  'pointerdown',
  (event) => {
    leaving = !event.composedPath().some((node) => node.classList && node.classList.contains('tt-rename'));
  },
  true,
);

window.tabletalk = Object.assign(window.tabletalk || {}, {
  conversations(list) {
    if (list.tabletalkReady) return;
    list.tabletalkReady = true;
    // The list's own code fails when rows are cleared that lie behind a shorter list's end.
    const clear = list.$connector.clear;
    list.$connector.clear = (index, length) => index < list.items.length && clear(index, length);
    list.getContextMenuBeforeOpenDetail = (event) => {
      const row = rowOf(event);
      return row ? { id: row.dataset.id } : {};
    };
    list.addEventListener('focusin', (event) => {
      const row = rowOf(event);
      if (row) {
        list.tabletalkLast = row.dataset.id;
        list.tabletalkFocused = true;
        placeTabStop(list);
      }
    });
    // A row that is drawn anew must not take the focus with it.
    const left = (event) => { list.tabletalkFocused = list.tabletalkFocused && list.contains(event.target); };
    document.addEventListener('focusin', left);
    document.addEventListener('pointerdown', left);
    const keepFocus = () => {
      if (!list.tabletalkFocused || document.activeElement !== document.body) return;
      const link = list.querySelector(`[data-id="${list.tabletalkLast}"] .tt-link`);
      if (link) link.focus({ preventScroll: true });
    };
    let placing = false;
    new MutationObserver(() => {
      if (placing) return;
      placing = true;
      requestAnimationFrame(() => {
        placing = false;
        placeTabStop(list);
        keepFocus();
      });
    }).observe(list, { childList: true, subtree: true, attributeFilter: ['data-id', 'data-open', 'hidden'] });
    placeTabStop(list);
    list.addEventListener('keydown', (event) => {
      const row = rowOf(event);
      if (!row || !event.target.closest('.tt-entry') || event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) {
        event.preventDefault();
        focusBeside(event, step);
        return;
      }
      const index = Number(row.dataset.index);
      const next = {
        ArrowDown: index + 1,
        ArrowUp: index - 1,
        Home: 0,
        End: list.items.length - 1,
      }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      focusIndex(list, next);
    });
  },
  // The button that was used by key is about to go.
  backToRow(event) {
    if (event.detail === 0) event.currentTarget.closest('.tt-entry').querySelector('.tt-link').focus();
  },
  openMenu(event) {
    const button = event.currentTarget;
    const box = button.getBoundingClientRect();
    button.dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        composed: true,
        cancelable: true,
        clientX: box.left,
        clientY: box.bottom + 2,
      }),
    );
  },
  renameKey(event, save, cancel) {
    event.stopPropagation();
    if (event.isComposing) return;
    leaving = ['Enter', 'Escape', 'Tab'].includes(event.key);
    if (event.key === 'Enter') save(event.target.value, true);
    if (event.key === 'Escape') cancel();
    if (leaving && event.key !== 'Tab') event.preventDefault();
  },
  renameBlur(event, save) {
    const input = event.target;
    if (leaving || !document.hasFocus()) save(input.value, false);
    else setTimeout(() => input.isConnected && input.focus());
  },
  focusRename(list) {
    leaving = false;
    after(60, () => list.querySelector('.tt-rename'), (input) => {
      input.focus();
      input.select();
    });
  },
  focusRow(list, id) {
    after(60, () => list.querySelector(`[data-id="${id}"] .tt-link`), (link) => link.focus());
  },
});

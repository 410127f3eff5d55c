/* Keys, copying and reading ahead in grids of results: what the server cannot know in time. */
(() => {
  const AHEAD = 60; // rows on both sides of those that are seen
  const SETTLED = 300; // ms after which a jump is over
  const NEAR = '500px 0px';
  const FAR = '6000px 0px';
  const connected = new WeakSet();
  const observers = new WeakMap();

  const cellAt = (grid, event) => {
    const at = grid.getEventContext(event);
    return at.section === 'body' && at.item && at.column && at.column.ttColumn !== undefined
      ? { key: at.item.key, column: at.column.ttColumn }
      : null;
  };

  function connectGrid(grid) {
    if (connected.has(grid)) return;
    connected.add(grid);
    const remember = (event) => {
      const cell = cellAt(grid, event);
      if (cell) grid.ttCell = cell;
    };
    for (const type of ['cell-focus', 'contextmenu', 'pointerdown']) grid.addEventListener(type, remember, true);
    const tell = (type, cell, event) => {
      if (!cell) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      grid.dispatchEvent(new CustomEvent(type, { detail: cell }));
    };
    grid.addEventListener('keydown', (event) => {
      const within = event.composedPath()[0];
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey && within.localName === 'td') {
        tell('tt-open', cellAt(grid, event), event);
      } else if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'c' && getSelection().isCollapsed) {
        tell('tt-copy-cell', cellAt(grid, event), event);
      } else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && within.localName === 'td') {
        event.preventDefault(); // not all browsers open a menu by these keys
        const box = within.getBoundingClientRect();
        within.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: box.left + 24, clientY: box.bottom }));
      }
    }, true);
    grid.addEventListener('click', (event) => {
      if (event.target.closest?.('.tt-more')) tell('tt-open', cellAt(grid, event), event);
    }, true);
    grid.addEventListener('dblclick', (event) => tell('tt-open', cellAt(grid, event), event), true);
    readAhead(grid);
    watch(grid.closest('.tt-result-body'));
  }

  // The grid itself asks for rows when it already shows them blank, and waits for 150 ms of quiet before that.
  function readAhead(grid, tries = 0) {
    const connector = grid.$connector;
    if (!connector) {
      if (tries < 50) requestAnimationFrame(() => readAhead(grid, tries + 1));
      return;
    }
    const shown = connector.getViewportRange;
    const table = grid.shadowRoot && grid.shadowRoot.querySelector('#table');
    if (!shown || !connector.requestPage || !table) return; // another version of the grid: then as it does by itself
    let ahead = AHEAD;
    let later = 0;
    connector.getViewportRange = () => {
      const [first, last] = shown();
      return [Math.max(0, first - ahead), Math.min(Math.max(grid.size - 1, 0), last + ahead)];
    };
    const request = () => connector.requestPage(Math.floor(shown()[0] / grid.pageSize));
    const isBlank = () => [...table.querySelectorAll('#items tr')].some((row) => !row.hidden && row.hasAttribute('loading'));
    let waiting = false;
    table.addEventListener('scroll', () => {
      if (waiting || !grid.size) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!grid.isConnected || !grid.size) return;
        // After a jump those that are seen come first, and alone.
        ahead = isBlank() ? 0 : AHEAD;
        request();
        clearTimeout(later);
        if (!ahead) later = setTimeout(() => { ahead = AHEAD; if (grid.isConnected && grid.size) request(); }, SETTLED);
      });
    }, { passive: true });
  }

  // What is far away is forgotten by the server, and read again when it comes near.
  function watch(body) {
    const root = body && body.closest('.tt-scroll');
    if (!root) return;
    if (!observers.has(root)) {
      const left = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries) {
          if (!isIntersecting && target.isConnected && boundingClientRect.height && !target.matches('.tt-result-wait') && !target.matches(':focus-within')) {
            target.dispatchEvent(new CustomEvent('tt-left', { detail: boundingClientRect.height }));
          }
        }
      }, { root, rootMargin: FAR });
      const back = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting && target.matches('.tt-result-wait')) window.tabletalk.sayVisible(target);
        }
      }, { root, rootMargin: NEAR });
      observers.set(root, { left, back });
    }
    const { left, back } = observers.get(root);
    left.observe(body);
    back.observe(body);
  }

  // Where the page is not served safely there is no clipboard of its own, only what is marked.
  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      const focused = document.activeElement;
      const area = document.createElement('textarea');
      area.value = text;
      area.style.position = 'fixed';
      area.style.opacity = '0';
      (document.querySelector('vaadin-dialog[opened]') || document.body).append(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      focused?.focus?.({ preventScroll: true });
      return copied;
    }
  }

  window.tabletalk = Object.assign(window.tabletalk || {}, { connectGrid, copyText });
  document.querySelectorAll('.tt-grid').forEach(connectGrid);
})();

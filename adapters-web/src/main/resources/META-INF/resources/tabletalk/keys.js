// The keys that work anywhere on the page. Each presses a button that is there for the pointer too.
const press = (selector) => {
  const button = document.querySelector(selector);
  if (button) button.click();
  return Boolean(button);
};

const layout = () => document.querySelector('vaadin-app-layout');

const later = (tries, use) => {
  if (!use() && tries) requestAnimationFrame(() => later(tries - 1, use));
};

// A field that is still sliding into view does not take the focus yet.
const focusOn = (selector) => later(60, () => {
  const field = document.querySelector(selector);
  if (field) field.focus();
  return field && field.contains(document.activeElement);
});

// What is said last stands last.
const lastCopy = () => [...document.querySelectorAll('.tt-copy-answer')].filter((button) => button.checkVisibility()).pop();

const commands = {
  'O+': () => press('.tt-new') && focusOn('.tt-composer .tt-input'),
  K: () => {
    if (layout()) layout().drawerOpened = true;
    focusOn('.tt-search');
    return true;
  },
  B: () => press('vaadin-drawer-toggle'),
  J: () => {
    if (layout() && layout().hasAttribute('overlay')) layout().drawerOpened = false;
    focusOn('.tt-composer .tt-input');
    return true;
  },
  'C+': () => {
    const copy = lastCopy();
    if (copy) copy.click();
    return Boolean(copy);
  },
  '/': () => press('.tt-help'),
};

const busy = () => document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]');

if (!window.tabletalkKeys) {
  window.tabletalkKeys = true;
  addEventListener('keydown', (event) => {
    const command = event.ctrlKey !== event.metaKey;
    if (!command || event.altKey || event.isComposing || busy()) return;
    // with Shift some keyboards write another sign on the key of the slash
    const key = event.code === 'Slash' || event.key === '/' ? '/' : event.key.toUpperCase() + (event.shiftKey ? '+' : '');
    if (commands[key] && commands[key]() !== false) event.preventDefault();
  }, true);
}

// Stands in the page itself, so that it is there when nothing else could be loaded: a page of which a part was lost on the way,
// or which its server does not know any more, is loaded again as soon as the server answers. Each attempt of a tab waits longer
// than the one before.
(() => {
  const ATTEMPTS = 'tabletalk-attempts';
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 30000;
  const WELL_AFTER = 30000;
  /** How many seconds the framework has to come back once the server answers again. */
  const PATIENCE = 4;
  const MISSING_MODULE = /import/i;
  let lost = false;

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const probe = new URL('tabletalk/icon.svg', document.baseURI);
  const answers = () => fetch(probe, { method: 'HEAD', cache: 'no-store' }).then((response) => response.ok, () => false);

  const reload = async () => {
    if (lost) return;
    lost = true;
    const attempts = Number(sessionStorage.getItem(ATTEMPTS));
    const wait = Math.min(FIRST_WAIT * 2 ** attempts, LONGEST_WAIT);
    do await sleep(wait); while (!(await answers()));
    sessionStorage.setItem(ATTEMPTS, attempts + 1);
    location.reload();
  };

  addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && reload(), true);
  addEventListener('unhandledrejection', ({ reason }) => reason instanceof TypeError && MISSING_MODULE.test(reason.message) && reload());

  // The framework mends a lost connection itself, but not before the server has made the interface, and not when the server
  // has started anew and another tab was quicker to get a session.
  const isStarted = () => Object.keys(window.Vaadin?.Flow?.clients || {}).some((client) => client !== 'TypeScript');
  const isConnected = () => !['reconnecting', 'connection-lost'].includes(window.Vaadin?.connectionState?.state);
  let answered = 0;
  const watch = async () => {
    answered = !isConnected() && (await answers()) ? answered + 1 : 0;
    if (answered > (isStarted() ? PATIENCE : 0)) reload();
    else setTimeout(watch, 1000);
  };
  watch();
  setTimeout(() => lost || sessionStorage.removeItem(ATTEMPTS), WELL_AFTER);
})();

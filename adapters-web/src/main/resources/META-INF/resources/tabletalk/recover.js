// Stands in the page itself, so that it is there when nothing else could be loaded: a page of which a part was lost on the way
// is loaded again as soon as the server answers. Each attempt of a tab waits longer than the one before.
(() => {
  const ATTEMPTS = 'tabletalk-attempts';
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 30000;
  const WELL_AFTER = 30000;
  const MISSING_MODULE = /import/i;
  let lost = false;

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const answers = () => fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then((response) => response.ok, () => false);

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

  // A lost connection is mended by the framework, but not before the server has made the interface.
  const watch = setInterval(() => {
    const { connectionState, Flow } = window.Vaadin || {};
    if (Flow && Object.keys(Flow.clients || {}).some((client) => client !== 'TypeScript')) {
      clearInterval(watch);
    } else if (connectionState && connectionState.state === 'connection-lost') {
      reload();
    }
  }, 500);
  setTimeout(() => lost || sessionStorage.removeItem(ATTEMPTS), WELL_AFTER);
})();

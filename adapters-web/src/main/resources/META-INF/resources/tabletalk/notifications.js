// Notifications of the browser: the switch, and who needs to be told. The choice is one for all tabs of a browser.
(() => {
  const KEY = 'tabletalk-notify';
  const PATIENCE = 200;
  const tabs = new BroadcastChannel('tabletalk-shown');

  const isShown = (id) => !document.hidden && location.pathname.endsWith(`/c/${id}`);
  const isOn = () => localStorage.getItem(KEY) === 'on' && 'Notification' in window && Notification.permission === 'granted';
  const tell = (button, choice) => button.dispatchEvent(new CustomEvent('tt-choice', { detail: choice }));

  tabs.addEventListener('message', ({ data }) => {
    if (data.ask && isShown(data.ask)) tabs.postMessage({ shown: data.ask });
  });

  // Whether any tab of this browser shows it to the person; a tab that shows it says so.
  const isShownSomewhere = (id) =>
    new Promise((resolve) => {
      const hear = ({ data }) => data.shown === id && end(true);
      const end = (shown) => {
        tabs.removeEventListener('message', hear);
        resolve(shown);
      };
      tabs.addEventListener('message', hear);
      tabs.postMessage({ ask: id });
      setTimeout(end, PATIENCE, false);
    });

  const choose = async (button) => {
    if (isOn()) {
      localStorage.removeItem(KEY);
      tell(button, 'off');
    } else if (!('Notification' in window) || !isSecureContext) {
      tell(button, 'unsupported');
    } else if ((await Notification.requestPermission()) === 'granted') {
      localStorage.setItem(KEY, 'on');
      tell(button, 'on');
    } else {
      tell(button, 'refused');
    }
  };

  window.tabletalk = Object.assign(window.tabletalk || {}, {
    notifications(button) {
      if (button.tabletalkReady) return;
      button.tabletalkReady = true;
      button.addEventListener('click', () => choose(button));
      addEventListener('storage', ({ key }) => key === KEY && tell(button, isOn() ? 'on' : 'off'));
      if (isOn()) tell(button, 'on');
    },
    async notify(button, id, heading, text) {
      if (!isOn() || isShown(id) || (await isShownSomewhere(id))) return;
      try {
        const shown = new Notification(heading, { body: text, tag: id });
        shown.addEventListener('click', () => {
          shown.close();
          window.focus();
          if (!location.pathname.endsWith(`/c/${id}`)) {
            button.dispatchEvent(new CustomEvent('tt-open', { detail: id }));
          }
        });
      } catch (impossible) {
        // browsers of phones grant the permission but want a service worker
        localStorage.removeItem(KEY);
        tell(button, 'unsupported');
      }
    },
  });
  document.querySelectorAll('.tt-bell').forEach(window.tabletalk.notifications);
})();

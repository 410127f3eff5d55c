/* Scrolling, copying and the Enter key of the conversation: what cannot wait for a round trip to the server. */
(() => {
  const NEAR_BOTTOM = 64;
  const NEAR_TOP = 900;
  const GESTURE = 1000;
  const QUIET = 500;
  const HOLD = 1500;
  const WAITING = '.tt-result-wait, .tt-chart-wait'; // what is filled when it comes into view
  const OWN_ESCAPE = 'input, textarea, [role="dialog"], [role="alertdialog"], [role="menu"]';
  const OPEN = ['dialog', 'confirm-dialog', 'context-menu', 'menu-bar-submenu', 'popover', 'select', 'combo-box']
    .map((name) => `vaadin-${name}[opened]`).join();
  const LAYOUT = 'tabletalk-layout ';
  const MOST_LAYOUTS = 200;
  const AGE = /^\d+ /; // when it was kept stands in front
  const draftKey = () => `tabletalk-draft ${location.pathname}`;
  const written = (host) => host.querySelector('.tt-composer-bar .tt-input');
  const connected = new WeakSet();
  const states = new WeakMap();

  function connect(host) {
    const scroll = host.querySelector(':scope > .tt-scroll');
    const flow = scroll && scroll.querySelector('.tt-flow');
    const jump = host.querySelector('.tt-jump');
    if (!flow || !jump || connected.has(host)) {
      return;
    }
    connected.add(host);
    let following = true;
    let lastTop = 0;
    let fromBottom = 0;
    let first = null;
    let asked = 0;
    let gestured = -GESTURE;
    let held = false;
    let pressed = false;
    let changed = -QUIET;
    let chosenAt = 0;
    let lastDistance = 0;
    let chips = null;
    let anchor = null;
    let anchored = -HOLD;

    const distance = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    const toBottom = () => { scroll.scrollTop = scroll.scrollHeight; };
    // A question that now shows another version stays where it was, also while what is around it still grows.
    const isHeld = () => anchor !== null && anchor.isConnected && performance.now() - anchored < HOLD;
    const hold = (exchange) => {
      anchor = exchange;
      anchored = performance.now();
      keepPlace();
    };
    const settle = () => {
      host.toggleAttribute('data-away', !following && distance() > 160);
      lastTop = scroll.scrollTop;
      lastDistance = distance();
      fromBottom = scroll.scrollHeight - scroll.scrollTop;
      if (scroll.scrollTop < NEAR_TOP && scroll.hasAttribute('data-older') && Date.now() - asked > 400) {
        asked = Date.now();
        host.dispatchEvent(new CustomEvent('tt-older'));
      }
    };

    // Content that shrinks and grows also scrolls up: only a person, or a scroll while nothing changes, ends the following.
    const gesture = () => { gestured = performance.now(); anchor = null; };
    const meant = () => held || performance.now() - gestured < GESTURE || performance.now() - changed > QUIET;
    scroll.addEventListener('wheel', (event) => {
      anchor = null;
      if (event.deltaY < 0) gesture();
    }, { passive: true });
    scroll.addEventListener('touchmove', gesture, { passive: true });
    scroll.addEventListener('keydown', (event) => {
      if (['ArrowUp', 'PageUp', 'Home', ' '].includes(event.key)) gesture();
    });
    // What is being pressed must not move away before it is let go: the click would be lost.
    scroll.addEventListener('pointerdown', (event) => {
      held = event.target === scroll;
      pressed = true;
    });
    const release = () => {
      pressed = false;
      if (following) toBottom();
      settle();
    };
    for (const end of ['pointerup', 'pointercancel']) {
      addEventListener(end, () => {
        held = false;
        if (pressed) setTimeout(release); // after the click, which may end the following
      }, { passive: true });
    }
    scroll.addEventListener('scroll', () => {
      if (distance() < NEAR_BOTTOM) {
        following = !isHeld();
      } else if (scroll.scrollTop < lastTop - 1) {
        following = following && !meant();
        if (following && !pressed) toBottom();
      }
      settle();
    }, { passive: true });

    // Older messages put on top must not move what is being read.
    const timeline = () => flow.querySelector('.tt-timeline');
    const keepPlace = () => {
      const top = timeline() && timeline().firstElementChild;
      const grownOnTop = first && top !== first && first.isConnected;
      first = top;
      changed = performance.now();
      // Who was at the end sees the next questions, also when something was opened above them.
      const offered = flow.querySelector('.tt-follow-ups:not([hidden])');
      if (offered && offered !== chips && !isHeld() && lastDistance < NEAR_BOTTOM) following = true;
      chips = offered;
      if (isHeld()) {
        scroll.scrollTop += anchor.getBoundingClientRect().top - chosenAt;
      } else if (following) {
        if (!pressed) toBottom();
      } else if (grownOnTop) {
        scroll.scrollTop = scroll.scrollHeight - fromBottom;
        asked = 0;
      }
      settle();
    };
    const sizes = new ResizeObserver(keepPlace);
    sizes.observe(flow);
    sizes.observe(scroll);

    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          seen.unobserve(entry.target);
          sayVisible(entry.target);
        }
      }
    }, { root: scroll, rootMargin: '500px 0px' });
    const awaitView = (wait) => {
      wait.toggleAttribute('data-filters', keptLayout(wait).includes('"filtersShown":true'));
      seen.observe(wait);
    };
    const watchResults = (root) => {
      if (root.nodeType === Node.ELEMENT_NODE) {
        if (root.matches(WAITING)) awaitView(root);
        root.querySelectorAll(WAITING).forEach(awaitView);
      }
    };
    watchResults(flow);
    new MutationObserver((records) => {
      changed = performance.now();
      for (const record of records) {
        record.addedNodes.forEach(watchResults);
      }
    }).observe(flow, { childList: true, subtree: true });

    flow.addEventListener('click', (event) => {
      const copyButton = event.target.closest('.tt-copy');
      if (copyButton) {
        const pre = copyButton.closest('.tt-code').querySelector('pre');
        copy(pre.textContent, copyButton);
      } else if (event.target.closest('[aria-expanded], .tt-edit, .tt-gap')) {
        following = false; // what was opened stays where it is
      } else if (event.target.closest('.tt-versions')) {
        following = false;
        chosenAt = event.target.closest('.tt-exchange').getBoundingClientRect().top;
      }
    });
    jump.addEventListener('click', () => {
      following = true;
      scroll.scrollTo({ top: scroll.scrollHeight, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
      settle();
      scroll.focus({ preventScroll: true });
    });
    // A push that was lost on the way is noticed with the next answer to a request of the page.
    const alive = setInterval(() => {
      if (!host.isConnected) {
        clearInterval(alive);
      } else if (flow.querySelector('[aria-busy="true"]')) {
        host.dispatchEvent(new CustomEvent('tt-alive'));
      }
    }, 4000);
    const running = flow.getElementsByClassName('tt-running-time');
    const ticking = setInterval(() => {
      if (!host.isConnected) clearInterval(ticking);
      else for (const time of running) tick(time);
    }, 1000);
    // Within the host the server listens itself; what is open, or written in, has an Escape of its own.
    document.addEventListener('keydown', function stop(event) {
      if (!host.isConnected) {
        document.removeEventListener('keydown', stop, true);
      } else if (event.key === 'Escape' && !host.contains(event.target) && !event.target.closest(OWN_ESCAPE) && !document.querySelector(OPEN)) {
        host.dispatchEvent(new CustomEvent('tt-stop'));
      }
    }, true);
    // What is written outlives a page that is loaded again, also when the server has forgotten it.
    addEventListener('pagehide', function keep() {
      if (!host.isConnected) return removeEventListener('pagehide', keep);
      const text = written(host)?.value;
      if (text) sessionStorage.setItem(draftKey(), text);
      else sessionStorage.removeItem(draftKey());
    });
    const kept = sessionStorage.getItem(draftKey());
    sessionStorage.removeItem(draftKey());
    if (kept) {
      setTimeout(() => {
        const input = written(host);
        if (!input || input.value) return;
        input.value = kept;
        input.dispatchEvent(new Event('input')); // by which the server learns of it
      }, 300);
    }
    host.addEventListener('keydown', (event) => {
      const input = event.target.closest && event.target.closest('.tt-input');
      if (input && event.key === 'ArrowUp' && !event.shiftKey && recall(flow, input)) event.preventDefault();
      if (input && event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        input.dispatchEvent(new CustomEvent('tt-send'));
      }
      const editor = event.target.closest && event.target.closest('.tt-editor');
      if (editor && event.key === 'Escape' && !event.isComposing) {
        event.stopImmediatePropagation(); // it ends the editing, not the answer
        editor.querySelector('.tt-edit-input').dispatchEvent(new CustomEvent('tt-cancel'));
      }
    }, true);
    // A message that a link leads to: at the top, focused, marked for a moment, and held there while what is around it grows.
    const reveal = (exchange) => {
      following = false;
      exchange.scrollIntoView({ block: 'start' });
      chosenAt = exchange.getBoundingClientRect().top;
      hold(exchange);
      exchange.classList.add('tt-marked');
      setTimeout(() => exchange.classList.remove('tt-marked'), 2600);
      const target = exchange.querySelector('.tt-answer:not([hidden])') || exchange;
      target.focus({ preventScroll: true });
      // a page that was just loaded may still give the focus to something else
      setTimeout(() => target.focus({ preventScroll: true }), 400);
    };
    const toLatest = () => { following = true; anchor = null; first = null; toBottom(); settle(); };
    states.set(host, { toLatest, hold, reveal });
    keepPlace();
  }

  // How a person arranged the table of a result outlives the page: the server is told of it as it is told that the table is seen.
  const layoutKey = (id) => LAYOUT + id;
  function keptLayout(wait) {
    try {
      const kept = wait.dataset.result && localStorage.getItem(layoutKey(wait.dataset.result));
      return (kept || '').replace(AGE, '');
    } catch (refused) {
      return '';
    }
  }
  function keepLayout(id, text) {
    try {
      localStorage.removeItem(layoutKey(id));
      if (!text) return;
      const age = (key) => parseInt(localStorage.getItem(key), 10) || 0;
      const kept = Object.keys(localStorage).filter((key) => key.startsWith(LAYOUT)).sort((a, b) => age(a) - age(b));
      kept.slice(0, Math.max(0, kept.length - MOST_LAYOUTS + 1)).forEach((key) => localStorage.removeItem(key));
      localStorage.setItem(layoutKey(id), `${Date.now()} ${text}`);
    } catch (refused) {
      // a browser that keeps nothing
    }
  }
  const sayVisible = (wait) => wait.dispatchEvent(new CustomEvent('tt-visible', { detail: keptLayout(wait) }));

  // The server says once how long an answer has been in the making; from then on the clock of the page counts.
  function tick(time) {
    time.ttSince ??= performance.now() - Number(time.dataset.elapsed);
    const seconds = Math.floor((performance.now() - time.ttSince) / 1000);
    const text = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    if (time.textContent !== text) time.textContent = text;
  }

  // As in a shell: the last question in an empty box, and the ones before it while what was recalled stands unchanged.
  function recall(flow, input) {
    const questions = [...flow.querySelectorAll('.tt-question')].map((question) => question.textContent).filter(Boolean);
    const at = input.value ? (input.value === input.tabletalkRecalled ? input.tabletalkAt - 1 : -1) : questions.length - 1;
    if (at < 0 || at >= questions.length) return false;
    input.tabletalkAt = at;
    input.tabletalkRecalled = questions[at];
    input.value = questions[at];
    input.dispatchEvent(new Event('input')); // by which the server learns of it
    return true;
  }

  /** For those who do not see the page. */
  function announce(text) {
    let region = document.getElementById('tt-announcer');
    if (!region) {
      region = document.createElement('div');
      region.id = 'tt-announcer';
      region.setAttribute('role', 'status');
      document.body.append(region);
    }
    region.textContent = '';
    setTimeout(() => { region.textContent = text; }, 60);
  }

  async function copy(text, button, said = 'Copied') {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      // a modal dialog lets nothing outside it have the focus
      const place = (button && button.closest('vaadin-dialog, [role="dialog"]')) || document.body;
      const area = document.createElement('textarea');
      area.value = text;
      area.style.position = 'fixed';
      area.style.opacity = '0';
      place.append(area);
      area.select();
      done = document.execCommand('copy');
      area.remove();
    }
    announce(done ? said : 'The browser did not let it be copied');
    if (button) {
      const mark = done ? 'data-copied' : 'data-not-copied';
      button.setAttribute(mark, '');
      setTimeout(() => button.removeAttribute(mark), 1600);
    }
  }

  window.tabletalk = Object.assign(window.tabletalk || {}, {
    connect,
    copy,
    announce,
    keepLayout,
    sayVisible,
    reveal(host, exchange) {
      connect(host);
      const state = states.get(host);
      if (state) state.reveal(exchange);
    },
    toLatest(host) {
      connect(host);
      const state = states.get(host);
      if (state) state.toLatest();
    },
    hold(host, exchange) {
      const state = states.get(host);
      if (state) state.hold(exchange);
    },
  });
  document.querySelectorAll('.tt-conversation').forEach(connect);
})();

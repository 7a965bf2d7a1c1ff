/**
 * What the pages do beyond links and forms: pausing the refresh, saying when contact is lost, telling a screen reader
 * about new failures (and only those), and changing the icon of the tab. Without it the pages work; they stand still.
 */
const announcer = document.getElementById('announcer');
const stale = document.getElementById('stale');
const pause = document.getElementById('pause');
const refreshState = document.getElementById('refresh-state');
const pausedKey = 'mv-paused';

let paused = sessionStorage.getItem(pausedKey) === 'yes';
let known = new Set(troubles().map((item) => item.dataset.trouble));

/** The part of the page that refreshes itself; a message that is finished no longer does. */
function live() {
  return document.querySelector('[data-live]');
}

function troubles() {
  return [...document.querySelectorAll('[data-trouble]')];
}

function checkedAt() {
  return live()?.dataset.checked ?? '';
}

function showPause() {
  if (pause === null || refreshState === null) return;
  const refreshes = live() !== null;
  pause.hidden = !refreshes;
  pause.textContent = paused ? pause.dataset.resume : pause.dataset.pause;
  const { paused: pausedText, running } = refreshState.dataset;
  if (!refreshes) refreshState.textContent = '';
  else refreshState.textContent = paused ? `${pausedText} ${checkedAt()}.` : running;
}

function announce() {
  const all = troubles();
  const fresh = all.filter((item) => !known.has(item.dataset.trouble));
  known = new Set(all.map((item) => item.dataset.trouble));
  if (announcer === null || fresh.length === 0) return;
  announcer.textContent = fresh
    .slice(0, 3)
    .map((item) => item.dataset.announce)
    .join(' ');
}

function changeIcon() {
  const icon = document.querySelector('link[rel="icon"]');
  const wanted = live()?.dataset.icon;
  if (icon !== null && wanted && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
}

function lostContact() {
  if (stale === null || !stale.hidden) return;
  const time = document.getElementById('stale-time');
  if (time !== null) time.textContent = checkedAt();
  stale.hidden = false;
}

pause?.addEventListener('click', () => {
  paused = !paused;
  sessionStorage.setItem(pausedKey, paused ? 'yes' : 'no');
  showPause();
});

document.addEventListener('htmx:before:request', (event) => {
  if (paused) event.preventDefault();
});
document.addEventListener('htmx:after:swap', () => {
  if (stale !== null) stale.hidden = true;
  announce();
  changeIcon();
  showPause();
});
document.addEventListener('htmx:error', lostContact);
document.addEventListener('htmx:response:error', lostContact);

// The list of choices closes like a menu: with Escape, and when the person goes on to something else.
const choices = document.querySelector('.mv-choices');
choices?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !choices.open) return;
  choices.open = false;
  choices.querySelector('summary')?.focus();
});
document.addEventListener('click', (event) => {
  if (choices?.open && !choices.contains(event.target)) choices.open = false;
});

showPause();

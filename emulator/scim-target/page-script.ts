import { html } from 'hono/html';

/** Refreshes the live part, keeps the switches in step with the server, sends what a person switches, and searches. */
export const PAGE_SCRIPT = html`<script type="module">
  const REFRESH_MS = 2000;
  let shown;
  const live = document.getElementById('live');
  const switches = [...document.querySelectorAll('[data-fault]')];
  const areas = [...document.querySelectorAll('.area')];
  const search = document.getElementById('fault-search');
  const faultsUrl = '/_sample/spaces/' + document.body.dataset.space + '/faults';
  const titleOf = (one) => one.closest('label').textContent.trim();

  function showSwitches() {
    const on = live.querySelector('[data-faults]').dataset.faults.split(' ');
    for (const one of switches) one.checked = on.includes(one.dataset.fault);
    const titles = switches.filter((one) => one.checked).map(titleOf);
    document.getElementById('faults-on').textContent = titles.length === 0 ? 'None is on.' : 'On: ' + titles.join(', ');
    for (const area of areas) {
      const own = [...area.querySelectorAll('[data-fault]')];
      const count = own.filter((one) => one.checked).length;
      area.querySelector('.count').textContent =
        count === 0 ? '(' + own.length + ')' : '(' + count + ' of ' + own.length + ' on)';
    }
  }
  function showFound() {
    const wanted = search.value.trim().toLowerCase();
    for (const area of areas) {
      const items = [...area.querySelectorAll('li')];
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
      area.hidden = items.every((item) => item.hidden);
      area.open = wanted !== '' && !area.hidden;
    }
  }
  async function refresh() {
    const answer = await fetch('live').catch(() => undefined);
    if (!answer?.ok) return;
    const text = await answer.text();
    if (text === shown) return;
    shown = text;
    live.innerHTML = text;
    showSwitches();
  }
  async function send(method, url) {
    await fetch(url, { method, headers: { 'content-type': 'application/json' } });
    await refresh();
  }
  for (const one of switches) {
    one.addEventListener('change', () => send(one.checked ? 'PUT' : 'DELETE', faultsUrl + '/' + one.dataset.fault));
  }
  document.getElementById('all-off').addEventListener('click', () => send('DELETE', faultsUrl));
  search.addEventListener('input', showFound);
  showSwitches();
  for (const area of areas) area.open = area.querySelector(':checked') !== null;
  if (search.value) showFound();
  setInterval(() => document.hidden || refresh(), REFRESH_MS);
</script>`;

import { html } from 'hono/html';

/** Refreshes the live part, keeps the switches in step with the server, and sends what a person switches. */
export const PAGE_SCRIPT = html`<script type="module">
  const REFRESH_MS = 2000;
  let shown;
  const live = document.getElementById('live');
  const switches = [...document.querySelectorAll('[data-fault]')];
  const faultUrl = (id) => '/_sample/spaces/' + document.body.dataset.space + '/faults/' + id;

  function showSwitches() {
    const on = live.querySelector('[data-faults]').dataset.faults.split(' ');
    for (const one of switches) one.checked = on.includes(one.dataset.fault);
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
  for (const one of switches) {
    one.addEventListener('change', async () => {
      const method = one.checked ? 'PUT' : 'DELETE';
      await fetch(faultUrl(one.dataset.fault), { method, headers: { 'content-type': 'application/json' } });
      await refresh();
    });
  }
  showSwitches();
  setInterval(() => document.hidden || refresh(), REFRESH_MS);
</script>`;

import { html } from 'hono/html';
import { FAULT_AREAS } from './faults.ts';
import type { FaultArea, SampleFault } from './faults/sample-fault.ts';

type Html = ReturnType<typeof html>;

/** The switches by area, with a search over their words; the script counts and opens. */
export function faultSection(): Html {
  return html`<section aria-labelledby="faults">
    <h2 id="faults">Switchable faults</h2>
    <div class="tools">
      <label>Search faults <input type="search" id="fault-search" autocomplete="off" /></label>
      <button type="button" id="all-off">Switch all off</button>
      <p id="faults-on" role="status"></p>
    </div>
    ${FAULT_AREAS.map((area) => areaPart(area))}
  </section>`;
}

function areaPart({ id, title, faults }: FaultArea): Html {
  return html`<details class="area" data-area="${id}">
    <summary>${title} <span class="count"></span></summary>
    <ul class="faults">
      ${faults.map((fault) => faultSwitch(fault))}
    </ul>
  </details>`;
}

function faultSwitch({ id, title, description }: SampleFault): Html {
  return html`<li>
    <label><input type="checkbox" role="switch" data-fault="${id}" aria-describedby="about-${id}" /> ${title}</label>
    <p id="about-${id}">${description}</p>
  </li>`;
}

import { raw } from 'hono/html';

export const PAGE_STYLE = raw(`
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a414c); --soft: light-dark(#5a6472, #a3adba); --card: light-dark(#fff, #1b1f26); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#f6f7f9, #12151a); color: light-dark(#1a202a, #e8ebf0); }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; } header p { margin: 0; color: var(--soft); }
section, details { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin-top: 1rem; }
summary { cursor: pointer; font-weight: 600; }
.area { border: 0; border-top: 1px solid var(--line); border-radius: 0; padding: .6rem 0; margin: 0; } .count { color: var(--soft); font-weight: 400; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-bottom: .75rem; } .tools p { margin: 0; flex-basis: 100%; color: var(--soft); }
.tools input, .tools button { font: inherit; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; }
[hidden] { display: none !important; }
.faults { list-style: none; padding: .75rem 0 0; margin: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
.faults label { font-weight: 600; } .faults p { margin: 0; color: var(--soft); font-size: .9rem; }
.scroll { overflow: auto; max-height: 26rem; } .empty { color: var(--soft); margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
dt { color: var(--soft); font-size: .85rem; margin-top: .5rem; } dd { margin: 0; } code { overflow-wrap: anywhere; }
`);

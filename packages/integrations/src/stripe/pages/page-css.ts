import { Html } from '../../resend/html.ts';

/** The look of the hosted pages; they stand alone and load nothing. */
export const PAGE_CSS = new Html(`
:root {
	color-scheme: light dark;
	--page: light-dark(#f4f5f7, #16181c);
	--card: light-dark(#fff, #20242a);
	--line: light-dark(#d9dde3, #3a4049);
	--ink: light-dark(#16191d, #f0f2f5);
	--soft: light-dark(#545c68, #a8b0bb);
	--accent: light-dark(#1d4ed8, #9dbcff);
	--on-accent: light-dark(#fff, #10131a);
	--bad: light-dark(#a61b1b, #ffb1ab);
	font: 16px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); }
.label { margin: 0; padding: .5rem 1rem; text-align: center; font-size: .875rem; font-weight: 600; background: light-dark(#fff2c9, #4a3c0a); color: light-dark(#4d3b00, #ffe9a8); }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); font-size: .9375rem; }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .5rem; }
section, form { margin: 0 0 1.25rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; padding: .5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
li:first-child { border-top: 0; }
li.sum { font-weight: 700; }
.amount { font-variant-numeric: tabular-nums; }
label { display: grid; gap: .25rem; margin: 0 0 .875rem; font-size: .875rem; color: var(--soft); }
label.choice { display: flex; align-items: center; gap: .625rem; font-size: 1rem; color: var(--ink); }
.row { display: grid; align-items: end; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0 .75rem; }
input, select, button, textarea { font: inherit; min-height: 2.75rem; padding: .5rem .875rem; border-radius: .5rem; border: 1px solid var(--soft); background: var(--card); color: var(--ink); width: 100%; min-width: 0; }
input[type="radio"], input[type="checkbox"] { width: 1.25rem; min-height: 1.25rem; accent-color: var(--accent); }
::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; font-weight: 600; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.bad { color: var(--bad); font-weight: 600; }
details { margin: 0 0 1.25rem; }
summary::before { content: "▸"; margin-inline-end: .5rem; }
details[open] > summary::before { content: "▾"; }
summary { cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; color: var(--accent); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
td { padding: .25rem 0; vertical-align: top; }
td:first-child { white-space: nowrap; padding-inline-end: .75rem; }
.row > button { margin: 0 0 .875rem; }
.card > h2 { margin-top: 0; }
.pair { display: flex; gap: .5rem; }
td + td { text-align: right; color: var(--soft); }
`);

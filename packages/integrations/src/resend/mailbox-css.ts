/** The look of the mailbox pages; they stand alone and load nothing. */
export const MAILBOX_CSS = `
:root {
	color-scheme: light dark;
	--page: light-dark(#f6f5f2, #17181b);
	--card: light-dark(#fff, #212328);
	--line: light-dark(#dedbd3, #363a42);
	--ink: light-dark(#1d1c1a, #f0efec);
	--soft: light-dark(#5f5c55, #a9abb2);
	--accent: light-dark(#7a2e12, #ffb59a);
	--bad: light-dark(#a3161a, #ff9c97);
	font: 16px/1.5 system-ui, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 1rem; }
.soft, time, dt { color: var(--soft); }
a { color: var(--accent); text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 1.25rem 0; }
label { display: grid; gap: .25rem; flex: 1 1 16rem; font-size: .875rem; color: var(--soft); }
input, button { font: inherit; min-height: 2.75rem; padding: 0 .875rem; border-radius: .5rem; border: 1px solid var(--soft); background: var(--card); color: var(--ink); }
button { cursor: pointer; font-weight: 600; }
ol { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; background: var(--card); }
li + li { border-top: 1px solid var(--line); }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .875rem 1rem; color: inherit; text-decoration: none; }
li a:hover strong { text-decoration: underline; }
li a:focus-visible { outline-offset: -3px; }
li strong, li span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
li span { grid-column: 1 / -1; color: var(--soft); font-size: .9375rem; }
li em { font-size: .875rem; font-style: normal; color: var(--soft); grid-column: 1 / -1; }
em.bad, .fate .bad { color: var(--bad); font-weight: 600; }
.fate { list-style: none; margin: 0; padding: 0; display: grid; gap: .25rem; }
.fate li { border: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; max-width: 30rem; }
.press { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1rem; }
.press form { margin: 0; }
time { font-size: .875rem; font-variant-numeric: tabular-nums; }
.empty { padding: 3rem 1rem; text-align: center; border: 1px dashed var(--soft); border-radius: .75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; font: .9375rem/1.5 ui-monospace, monospace; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: .75rem; background: #fff; color-scheme: light; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } li a { grid-template-columns: 1fr; } }
`;

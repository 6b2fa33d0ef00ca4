import { expect, test } from 'vitest';
import { withoutWorn } from './import-sheets.ts';

const list = (...sheets: string[]) =>
	`const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=${JSON.stringify(sheets)})))=>i.map(i=>d[i]);\n`;
const worn = new Set(['_app/immutable/assets/shell.css']);

test('an import that waits for nothing but what every page wears is a plain one', () => {
	const code = `${list('../assets/shell.css')}const a=()=>t(()=>import("./a.js"),__vite__mapDeps([0]),import.meta.url),b=t(()=>import("./b.js").then(e=>e.t),[],import.meta.url);`;
	expect(withoutWorn(code, worn)).toBe(
		'const a=()=>import("./a.js"),b=import("./b.js").then(e=>e.t);',
	);
});

test('other sheets are waited for, and their list stays', () => {
	const sheets = list('../assets/shell.css', '../assets/code.css');
	const code = `${sheets}t(()=>import("./a.js"),__vite__mapDeps([0,1]),import.meta.url);t(async()=>{},__vite__mapDeps([0]),import.meta.url);`;
	expect(withoutWorn(code, worn)).toBe(
		`${sheets}t(()=>import("./a.js"),__vite__mapDeps([1]),import.meta.url);t(async()=>{},[],import.meta.url);`,
	);
});

test('a script without such imports stays as it is', () => {
	expect(withoutWorn('let a=f(()=>b("c"),[],d);', worn)).toBe('let a=f(()=>b("c"),[],d);');
});

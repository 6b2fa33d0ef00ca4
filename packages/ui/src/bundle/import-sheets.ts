import { posix } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** The scripts that start every page. */
const ALWAYS = /entry\/(start|app)$/;
const HELPER = /^\0vite\/preload-helper\.js$/;

/** Vite's list of the sheets that a script's later imports wait for, and where an import takes its own from it. */
const SHEETS = /^const __vite__mapDeps=.*?\(m\.f=(\[.*?\])\).*?;\n/m;
const TAKEN = /__vite__mapDeps\(\[([\d,]*)\]\)/g;
/** An import that waits for nothing, minified. */
const WAITS =
	/[\w$]+\(\(\)=>(import\("[^"]+"\)(?:\.then\([\w$]+=>[\w$.]+(?:\([\w$]*\))?\))*),\[\],import\.meta\.url\)/g;

/**
 * Makes a later import wait for its stylesheets, and for nothing else. Vite's own helper also starts the scripts that an
 * import needs; with `modulePreload` off there are none in its lists, and it weighs more than many a page. What every page
 * wears already no import waits for, and one that waits for nothing is left as it was written.
 */
export function importSheets(): Plugin {
	return {
		name: 'kith:import-sheets',
		apply: 'build',
		enforce: 'pre',
		applyToEnvironment: ({ name }) => name === 'client',
		load: { filter: { id: HELPER }, handler: () => CODE },
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const worn = new Set(
					scriptsOf(bundle, (chunk) => chunk.isEntry && ALWAYS.test(chunk.name)).flatMap(
						(chunk) => [...(chunk.viteMetadata?.importedCss ?? [])],
					),
				);
				for (const chunk of Object.values(bundle))
					if (chunk.type === 'chunk') chunk.code = withoutWorn(chunk.code, worn);
			},
		},
	};
}

/** The scripts that those which `starts` says import at once, themselves among them. */
function scriptsOf(
	bundle: Rolldown.OutputBundle,
	starts: (chunk: Rolldown.OutputChunk) => boolean,
): Rolldown.OutputChunk[] {
	const found = new Set<Rolldown.OutputChunk>();
	const add = (chunk?: Rolldown.OutputAsset | Rolldown.OutputChunk) => {
		if (chunk?.type !== 'chunk' || found.has(chunk)) return;
		found.add(chunk);
		for (const name of chunk.imports) add(bundle[name]);
	};
	for (const chunk of Object.values(bundle))
		if (chunk.type === 'chunk' && starts(chunk)) add(chunk);
	return [...found];
}

/** A script whose later imports wait for the sheets that are not among `worn` alone. */
export function withoutWorn(code: string, worn: ReadonlySet<string>): string {
	const list = SHEETS.exec(code)?.[1];
	if (list === undefined) return code.replaceAll(WAITS, '$1');
	const names = new Set([...worn].map((sheet) => posix.basename(sheet)));
	const sheets: string[] = JSON.parse(list);
	const isNew = (at: string) => !names.has(posix.basename(sheets[Number(at)] ?? ''));
	const lean = code.replaceAll(TAKEN, (_, taken: string) => {
		const left = taken.split(',').filter(isNew);
		return left.length > 0 ? `__vite__mapDeps([${left.join(',')}])` : '[]';
	});
	const isEmpty = sheets.every((_, at) => !isNew(String(at)));
	return (isEmpty ? lean.replace(SHEETS, '') : lean).replaceAll(WAITS, '$1');
}

const CODE = `
const sheets = {};
const wear = (href) =>
	[...document.styleSheets].some((sheet) => sheet.href === href) ||
	(sheets[href] ??= new Promise((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = href;
		link.onload = resolve;
		link.onerror = () => {
			delete sheets[href];
			link.remove();
			reject(new Error('no stylesheet ' + href));
		};
		document.head.append(link);
	}));
export const __vitePreload = (load, hrefs, from) =>
	Promise.all(hrefs.map((href) => wear(new URL(href, from).href))).then(load);
`;

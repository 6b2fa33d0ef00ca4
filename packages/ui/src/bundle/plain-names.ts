/** What a minified script says it exports, at its end. */
const EXPORTS = /export\{([^}]*)\};?\s*$/;
/** What one takes by name from another. */
const TAKEN = /(import|export)\{([^}]*)\}from([`"'])([^`"']*)\3/g;
/** Names that the bundler made up; longer ones are known to the router. */
const MADE_UP = /^[\w$]{1,3}$/;

type Named = { inner: string; outer: string };

/**
 * Lets the script `hub` export what it made up names for under the names that it has inside, in `scripts` by their path:
 * the list of them weighs half as much. Throws when another one imports all of it, since that could ask for any name.
 */
export function withPlainNames(
	scripts: ReadonlyMap<string, string>,
	hub: string,
): Map<string, string> {
	const code = scripts.get(hub) ?? '';
	const list = EXPORTS.exec(code);
	if (!list) throw new Error(`${hub} exports nothing`);
	const file = hub.slice(hub.lastIndexOf('/') + 1);
	const names = namesIn(list[1] ?? '');
	const inner = new Map(names.map((name) => [name.outer, plain(name).outer]));
	const plainHub =
		code.slice(0, list.index) + `export{${names.map(plain).map(written).join(',')}};`;
	return new Map(
		[...scripts].map(([path, script]) => {
			if (path === hub) return [path, plainHub];
			if (script.includes(`/${file}\`)`)) throw new Error(`${path} imports all of ${file}`);
			const renamed = script.replaceAll(TAKEN, (all, word, taken, quote, from: string) => {
				if (!from.endsWith(`/${file}`)) return all;
				const known = namesIn(taken).map((name) => ({
					...name,
					inner: inner.get(name.inner) ?? name.inner,
				}));
				return `${word}{${known.map(written).join(',')}}from${quote}${from}${quote}`;
			});
			return [path, renamed];
		}),
	);
}

function namesIn(list: string): Named[] {
	return list
		.split(',')
		.filter(Boolean)
		.map((pair) => {
			const [inner = '', outer = inner] = pair.split(' as ');
			return { inner, outer };
		});
}

const plain = ({ inner, outer }: Named): Named => ({
	inner,
	outer: MADE_UP.test(outer) ? inner : outer,
});

const written = ({ inner, outer }: Named) => (inner === outer ? inner : `${inner} as ${outer}`);

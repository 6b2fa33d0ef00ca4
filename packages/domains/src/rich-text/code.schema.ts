import { common, createLowlight } from 'lowlight';

/** Languages on offer, by the name that a text keeps; everything else is shown plain. */
export const CODE_LANGUAGES = {
	...{ bash: 'Bash', c: 'C', cpp: 'C++', csharp: 'C#', css: 'CSS', diff: 'Diff', go: 'Go' },
	...{ graphql: 'GraphQL', java: 'Java', javascript: 'JavaScript', json: 'JSON' },
	...{ kotlin: 'Kotlin', markdown: 'Markdown', php: 'PHP', python: 'Python', ruby: 'Ruby' },
	...{ rust: 'Rust', sql: 'SQL', swift: 'Swift', typescript: 'TypeScript', xml: 'HTML, XML' },
	yaml: 'YAML',
} as const;

const ALIASES: Readonly<Record<string, keyof typeof CODE_LANGUAGES>> = {
	...{ 'c++': 'cpp', 'c#': 'csharp', cs: 'csharp', html: 'xml', svelte: 'xml', vue: 'xml' },
	...{ js: 'javascript', jsx: 'javascript', mjs: 'javascript', ts: 'typescript' },
	...{ tsx: 'typescript', md: 'markdown', py: 'python', rb: 'ruby', rs: 'rust' },
	...{ sh: 'bash', shell: 'bash', zsh: 'bash', console: 'bash', yml: 'yaml', golang: 'go' },
	...{ kt: 'kotlin', patch: 'diff', postgresql: 'sql', svg: 'xml' },
};

/** The language on offer that `name` means, also by its usual short names; null for none. */
export function codeLanguage(name: unknown): keyof typeof CODE_LANGUAGES | null {
	if (typeof name !== 'string') return null;
	const key = name.toLowerCase();
	if (Object.hasOwn(CODE_LANGUAGES, key)) return key as keyof typeof CODE_LANGUAGES;
	return Object.hasOwn(ALIASES, key) ? (ALIASES[key] ?? null) : null;
}

/** What a piece of code is, as one letter: keyword, string, comment, number, title, attribute, added, deleted. */
export type Shade = 'k' | 's' | 'c' | 'n' | 't' | 'a' | 'i' | 'd';
/** Lengths of the pieces of a code, each with its shade: `5k1 7s` is a keyword, a plain sign and a string. */
export type Shades = string;

const SHADE_OF: Readonly<Record<string, Shade>> = {
	...{ keyword: 'k', literal: 'k', operator: 'k', 'selector-tag': 'k', tag: 'k', name: 'k' },
	...{ string: 's', regexp: 's', char: 's', symbol: 's', link: 's', 'template-variable': 's' },
	...{ comment: 'c', quote: 'c', meta: 'c', doctag: 'c' },
	...{ number: 'n', bullet: 'n', variable: 'n' },
	...{ title: 't', section: 't', type: 't', built_in: 't', class: 't', 'selector-class': 't' },
	...{ attr: 'a', attribute: 'a', property: 'a', params: 'a', 'selector-id': 'a' },
	...{ addition: 'i', deletion: 'd' },
};

/** Longer codes are shown plain: highlighting holds the process for as long as it takes. */
const LONGEST = 20_000;
const MOST_PIECES = 4000;

const lowlight = createLowlight(
	Object.fromEntries(
		Object.entries(common).filter(([name]) => Object.hasOwn(CODE_LANGUAGES, name)),
	),
);

type HastNode = ReturnType<typeof lowlight.highlight>['children'][number];

/** The shades of a code in `language`, or null when it stays plain. */
export function shadesOf(code: string, language: unknown): Shades | null {
	const known = codeLanguage(language);
	if (!known || code.length > LONGEST || code === '') return null;
	const pieces: [number, Shade | ''][] = [];
	collect(lowlight.highlight(known, code).children, '', pieces);
	if (pieces.length > MOST_PIECES || pieces.every(([, shade]) => shade === '')) return null;
	return pieces.map(([length, shade]) => `${length}${shade || ' '}`).join('');
}

function collect(nodes: readonly HastNode[], shade: Shade | '', into: [number, Shade | ''][]) {
	for (const node of nodes) {
		if (node.type === 'element') collect(node.children, shadeOf(node, shade), into);
		if (node.type !== 'text' || node.value === '') continue;
		const last = into.at(-1);
		if (last?.[1] === shade) last[0] += node.value.length;
		else into.push([node.value.length, shade]);
	}
}

function shadeOf(node: Extract<HastNode, { type: 'element' }>, around: Shade | ''): Shade | '' {
	const classes: unknown = node.properties['className'];
	const [name] = Array.isArray(classes) ? classes : [];
	return SHADE_OF[String(name).replace(/^hljs-/, '')] ?? around;
}

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const DOCUMENTS = [
	'*.md',
	'docs/**/*.md',
	'{apps,packages}/*/README.md',
	'{tenants,infra,terraform,e2e,bench}/**/*.md',
];
const PATH = /^(apps|packages|tenants|infra|terraform|e2e|docs|scripts|bench)\/[^\s]*$/;

// What a reader or a build makes, and no clone holds.
const MADE_LATER = /\/(\.env|build|\.data)(\/|$)/;

/** The references of a Markdown text: targets of relative links, and code spans that look like paths of this repository. */
export function referencesOf(markdown: string): { links: string[]; paths: string[] } {
	const prose = markdown.replace(/^( *)(`{3,}|~{3,})[^]*?^ *\2 *$/gm, '');
	const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
	const links = [...prose.replace(/`[^`\n]+`/g, '').matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(
		([, target = '']) => target,
	);
	return {
		links: links.filter((target) => !/^([a-z][a-z+.-]*:|\/\/)/i.test(target)),
		paths: spans
			.filter((span) => PATH.test(span) && !MADE_LATER.test(span))
			.map((span) => span.replace(/(:\d+)+$/, '')),
	};
}

/** Whether `path` names something under `root`; `<name>` stands for any one name, `*` and `{a,b}` for globs, `NNNN` for digits. */
export function exists(root: string, path: string): boolean {
	const pattern = path.replace(/<[^>]+>|NNNN/g, '*').replace(/[.,;]$/, '');
	if (!/[*{?[]/.test(pattern)) return existsSync(join(root, pattern));
	return globSync(pattern, { cwd: root }).length > 0;
}

/** The headings of a Markdown text as the anchors a link may name. */
function anchorsOf(markdown: string): string[] {
	return [...markdown.matchAll(/^#+ +(.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);
}

/** Every broken reference of one document, each as a sentence. */
export function checkDocument(root: string, document: string): string[] {
	const markdown = readFileSync(join(root, document), 'utf8');
	const { links, paths } = referencesOf(markdown);
	const lostPaths = paths.filter((path) => !exists(root, path));
	const lostLinks = links.filter((link) => {
		const [target = '', anchor] = link.split('#');
		const file = target === '' ? join(root, document) : resolve(root, dirname(document), target);
		if (!existsSync(file)) return true;
		return (
			Boolean(anchor) &&
			file.endsWith('.md') &&
			!anchorsOf(readFileSync(file, 'utf8')).includes(anchor ?? '')
		);
	});
	return [
		...lostPaths.map((path) => `${document}: \`${path}\` does not exist`),
		...lostLinks.map((link) => `${document}: link ${link} leads nowhere`),
	];
}

if (import.meta.main) {
	const root = resolve(import.meta.dirname, '..');
	const documents = globSync(DOCUMENTS, { cwd: root, exclude: ['**/node_modules'] }).toSorted();
	const findings = documents.flatMap((document) => checkDocument(root, document));
	for (const finding of findings) console.error(finding);
	process.exitCode = findings.length > 0 ? 1 : 0;
}

import type { Names } from './names.ts';

const POSTS = /\bposts(Policy|Permissions|Events|Router)?\b|'Post'/;

/**
 * Repeats, for the domain `names`, each line of `text` that wires in the `posts` domain. The reference slice is thereby
 * also the reference of its wiring. Throws when no line mentions it, or when the domain is there already.
 */
export function wireBesidePosts(text: string, { camel, plural, Subject }: Names): string {
	const lines = text.split('\n');
	if (!lines.some((line) => POSTS.test(line))) throw new Error('no line wires in the posts domain');
	const renamed = (line: string) =>
		line
			.replaceAll("'Post'", `'${Subject}'`)
			.replace(/(?<=[./])posts(?=[./])/g, plural)
			.replace(/\bposts(Policy|Permissions|Events|Router)?\b/g, `${camel}$1`);
	return lines
		.flatMap((line) => {
			if (!POSTS.test(line)) return [line];
			if (lines.includes(renamed(line))) throw new Error(`${plural} is wired in already`);
			// The last member of a union ends the statement.
			return line.endsWith("'Post';") ? [line.slice(0, -1), renamed(line)] : [line, renamed(line)];
		})
		.join('\n');
}

/** Appends the migration `file` to the text of a list of migrations; returns it with the version the new one has. */
export function appendMigration(
	text: string,
	names: Names,
): { text: string; version: number; file: string } {
	const versions = [...text.matchAll(/from '\.\/(\d{4})-/g)].map(([, digits]) => Number(digits));
	const version = Math.max(0, ...versions) + 1;
	const file = `${String(version).padStart(4, '0')}-${names.plural}.ts`;
	const lastImport = text.lastIndexOf("from './");
	const lineEnd = text.indexOf('\n', lastImport) + 1;
	const withImport = `${text.slice(0, lineEnd)}import { ${names.camel} } from './${file}';\n${text.slice(lineEnd)}`;
	const listed = withImport.replace(/,?\s*\]\);/, `, ${names.camel}]);`);
	if (lastImport === -1 || listed === withImport) throw new Error('this is no list of migrations');
	return { text: listed, version, file };
}

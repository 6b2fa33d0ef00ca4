import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '../..');
/** What runs in the server and in browsers, and so meets what people write. */
const SOURCES = '{apps,packages}/*/src/**/*.{ts,js,svelte}';
const NOT_OURS = [
	...['**/paraglide/**', '**/*.test.ts', 'packages/testing/**'],
	// Builds alone read by these, and nothing but what compilers write.
	'packages/ui/src/bundle/**',
];

/** A regular expression in our sources. Where one is put together as it runs, a hole stands for each part. */
export type Pattern = { source: string; flags: string; at: string; isWhole: boolean };

/** What stands in a pattern for a part that is only known as it runs. */
const HOLE = 'x';

/** Every regular expression that ships: literals, and what `RegExp` is called with. */
export function findPatterns(): Pattern[] {
	const files = globSync(SOURCES, { cwd: ROOT, exclude: NOT_OURS });
	return files.flatMap((path) => patternsOf(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** The regular expressions of one file, in the order in which they stand. */
export function patternsOf(path: string, text: string): Pattern[] {
	const codes = path.endsWith('.svelte') ? codeOf(text) : [text];
	return codes.flatMap((code) => patternsIn(path, code));
}

/** The code of a component: its scripts, and what stands in braces between the markup. */
function codeOf(text: string): string[] {
	const { instance, module, fragment } = parse(text, { modern: true });
	const scripts = [instance, module].flatMap((script) => (script ? [script.content] : []));
	const pieces = [...scripts, ...expressionsIn(fragment)];
	return pieces.map((piece) => {
		const { start, end } = piece as { start: number; end: number };
		return text.slice(start, end);
	});
}

/** The outermost nodes of JavaScript below a node of markup. */
function expressionsIn(node: unknown): object[] {
	if (Array.isArray(node)) return node.flatMap(expressionsIn);
	if (typeof node !== 'object' || node === null) return [];
	const type: unknown = Reflect.get(node, 'type');
	if (typeof type === 'string' && /(?:Expression|Literal|Declaration)$/.test(type)) return [node];
	return Object.values(node).flatMap(expressionsIn);
}

function patternsIn(path: string, code: string): Pattern[] {
	const tree = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
	const found: Pattern[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push({ ...literal(node), at: path });
		if (isMade(node)) found.push({ ...made(node, tree), at: path });
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

function literal({ text }: ts.RegularExpressionLiteral) {
	const end = text.lastIndexOf('/');
	return { source: text.slice(1, end), flags: text.slice(end + 1), isWhole: true };
}

type Made = ts.NewExpression | ts.CallExpression;
const isMade = (node: ts.Node): node is Made =>
	(ts.isNewExpression(node) || ts.isCallExpression(node)) &&
	ts.isIdentifier(node.expression) &&
	node.expression.text === 'RegExp';

function made(node: Made, tree: ts.SourceFile) {
	const [source, flags] = (node.arguments ?? []).map((part) => read(part, tree));
	return {
		source: (source ?? []).map((part) => part ?? HOLE).join(''),
		flags: (flags ?? []).join(''),
		isWhole: source !== undefined && ![...source, ...(flags ?? [])].includes(null),
	};
}

/** What a text of the code comes to, in parts; null for one that is only known as it runs. */
function read(node: ts.Expression, tree: ts.SourceFile): (string | null)[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) return readTemplate(node, tree, (part) => part.text);
	if (ts.isTaggedTemplateExpression(node) && node.tag.getText(tree) === 'String.raw')
		return readTemplate(node.template, tree, (part) => part.rawText ?? '');
	if (ts.isBinaryExpression(node)) return [...read(node.left, tree), ...read(node.right, tree)];
	if (ts.isPropertyAccessExpression(node) && node.name.text === 'source')
		return readSource(node.expression, tree);
	if (ts.isIdentifier(node)) return readConstant(node, tree);
	return readJoined(node, tree);
}

type Piece =
	| ts.TemplateHead
	| ts.TemplateMiddle
	| ts.TemplateTail
	| ts.NoSubstitutionTemplateLiteral;
function readTemplate(
	template: ts.TemplateLiteral,
	tree: ts.SourceFile,
	textOf: (part: Piece) => string,
): (string | null)[] {
	if (ts.isNoSubstitutionTemplateLiteral(template)) return [textOf(template)];
	const spans = template.templateSpans.flatMap(({ expression, literal: after }) => [
		...read(expression, tree),
		textOf(after),
	]);
	return [textOf(template.head), ...spans];
}

/** `X.source` of a literal, or of a constant that holds one. */
function readSource(node: ts.Expression, tree: ts.SourceFile): (string | null)[] {
	const value = ts.isIdentifier(node) ? initializerOf(node, tree) : node;
	return value && ts.isRegularExpressionLiteral(value) ? [literal(value).source] : [null];
}

function readConstant(name: ts.Identifier, tree: ts.SourceFile): (string | null)[] {
	const value = initializerOf(name, tree);
	return value ? read(value, tree) : [null];
}

/** What a constant of the file is made with. */
function initializerOf({ text }: ts.Identifier, tree: ts.SourceFile): ts.Expression | undefined {
	const constants = tree.statements
		.filter(ts.isVariableStatement)
		.filter(({ declarationList }) => declarationList.flags & ts.NodeFlags.Const)
		.flatMap(({ declarationList }) => [...declarationList.declarations]);
	return constants.find(({ name }) => ts.isIdentifier(name) && name.text === text)?.initializer;
}

/** `[…].join('…')` of texts. */
function readJoined(node: ts.Expression, tree: ts.SourceFile): (string | null)[] {
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [null];
	const { name, expression: list } = node.expression;
	const [by] = node.arguments;
	if (name.text !== 'join' || !ts.isArrayLiteralExpression(list) || !by) return [null];
	const between = read(by, tree);
	return list.elements.flatMap((one, at) => [...(at > 0 ? between : []), ...read(one, tree)]);
}

// Writes packages/integrations/src/stripe/shapes/generated/shapes.json from the declarations of the pinned SDK.
// Run it by hand after the SDK's version was raised: `node_modules/.bin/node scripts/stripe-shapes.ts`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { ANSWERS, PARAMS, UNREAD } from '../packages/integrations/src/stripe/shapes/wanted.ts';

const FOLDER = resolve(import.meta.dirname, '../packages/integrations/src/stripe/shapes');
const SDK = resolve(import.meta.dirname, '../packages/integrations/node_modules/stripe');
const RESOURCES = 'esm/resources/';
const DEEPEST = 7;

const wanted = [...Object.values(ANSWERS), ...PARAMS];
const { program, root } = load();
const checker = program.getTypeChecker();
const names = new Map<ts.Type, string>();
const shapes: Record<string, Record<string, string>> = {};

for (const statement of root.statements.filter(ts.isTypeAliasDeclaration)) {
	const type = checker.getTypeAtLocation(statement.type);
	const name = wanted[Number(statement.name.text.slice(1))] ?? '';
	if (!type.isClassOrInterface()) throw new Error(`the SDK has no Stripe.${name}`);
	names.set(type, name);
}
// Copied first: describing one type finds others.
for (const [type, name] of Array.from(names)) describe(type, name, 0);

const { version } = JSON.parse(readFileSync(join(SDK, 'package.json'), 'utf8')) as {
	version: string;
};
const api = readFileSync(join(SDK, 'esm/apiVersion.js'), 'utf8');
const apiVersion = /ApiVersion = '([^']+)'/.exec(api)?.[1];
mkdirSync(join(FOLDER, 'generated'), { recursive: true });
const sorted = Object.fromEntries(
	Object.entries(shapes).toSorted(([a], [b]) => a.localeCompare(b)),
);
const lines = Object.entries(sorted).map(
	([name, shape]) => `${JSON.stringify(name)}:${JSON.stringify(shape)}`,
);
writeFileSync(
	join(FOLDER, 'generated/shapes.json'),
	`{"version":"${version}","apiVersion":"${apiVersion}","shapes":{\n${lines.join(',\n')}\n}}\n`,
);
console.log(`${lines.length} types`);

function load() {
	const file = join(FOLDER, 'scratch-wanted.ts');
	const aliases = wanted.map((name, index) => `export type W${index} = Stripe.${name};`);
	const text = `import type Stripe from 'stripe';\n${aliases.join('\n')}`;
	const options: ts.CompilerOptions = {
		strict: true,
		module: ts.ModuleKind.NodeNext,
		moduleResolution: ts.ModuleResolutionKind.NodeNext,
		target: ts.ScriptTarget.ES2022,
		skipLibCheck: true,
		types: [],
	};
	const host = ts.createCompilerHost(options);
	const shown: ts.CompilerHost = {
		...host,
		fileExists: (path) => path === file || host.fileExists(path),
		readFile: (path) => (path === file ? text : host.readFile(path)),
		getSourceFile: (path, language) =>
			path === file
				? ts.createSourceFile(path, text, language, true)
				: host.getSourceFile(path, language),
	};
	const program = ts.createProgram([file], options, shown);
	const root = program.getSourceFile(file);
	if (root === undefined) throw new Error('the list of wanted types was not read');
	return { program, root };
}

function describe(type: ts.Type, name: string, depth: number): void {
	if (shapes[name]) return;
	const shape: Record<string, string> = (shapes[name] = {});
	for (const property of type.getProperties()) {
		const declaration = property.declarations?.[0];
		if (declaration === undefined || property.flags & ts.SymbolFlags.Method) continue;
		const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
		const value = checker.getTypeOfSymbolAtLocation(property, declaration);
		const known = !UNREAD.includes(property.name) && depth < DEEPEST;
		const nullable = value.isUnion() && value.types.some(({ flags }) => flags & ts.TypeFlags.Null);
		shape[property.name] = optional + (known ? write(value, depth, name) : nullable ? '*~' : '*');
	}
}

/** `s` text, `n` number, `b` yes or no, `*` anything, `@Name` an object, `[x]` a list, `{x}` a map, `~` or null. */
function write(type: ts.Type, depth: number, owner: string): string {
	const parts = type.isUnion() ? type.types : [type];
	const nullable = parts.some(({ flags }) => flags & ts.TypeFlags.Null) ? '~' : '';
	const texts = parts.filter((part) => part.isStringLiteral()).map(({ value }) => value);
	const open = parts.some((part) => isText(part));
	const written = new Set<string>();
	// The SDK leaves its enumerations open for answers of later versions; a parameter must be one of them.
	if (texts.length > 0 && (!open || owner.includes('Params'))) written.add(`=${texts.join(',')}`);
	else if (open) written.add('s');
	for (const part of parts) {
		if (part.isStringLiteral() || isText(part)) continue;
		if (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)) continue;
		written.add(writeOne(part, depth, owner));
	}
	return (written.size === 0 ? '*' : [...written].join('|')) + nullable;
}

function isText(type: ts.Type): boolean {
	if (type.flags & ts.TypeFlags.String) return true;
	return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}

function writeOne(type: ts.Type, depth: number, owner: string): string {
	if (type.flags & ts.TypeFlags.NumberLike) return 'n';
	if (type.flags & ts.TypeFlags.BooleanLike) return 'b';
	if (checker.isArrayType(type))
		return `[${write(checker.getTypeArguments(type as ts.TypeReference)[0] ?? type, depth, owner)}]`;
	// Both travel as text.
	if (type.symbol?.name === 'Date' || checker.typeToString(type) === 'Decimal') return 's';
	if (type.isIntersection()) return 's';
	const map = type.getStringIndexType();
	if (map) return `{${write(map, depth, owner)}}`;
	if (!(type.flags & ts.TypeFlags.Object)) return '*';
	return writeObject(type, depth, owner);
}

function writeObject(type: ts.Type, depth: number, owner: string): string {
	const known = names.get(type);
	if (known !== undefined) return `@${known}`;
	const symbol = type.symbol;
	if (symbol.name === 'ApiList') {
		const [item] = checker.getTypeArguments(type as ts.TypeReference);
		return item === undefined ? '*' : `<${write(item, depth + 1, owner)}>`;
	}
	const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
	// A whole resource that is not wanted is only ever shown by its id.
	if (isResource(type)) return '*';
	const name = nameOf(symbol, file);
	names.set(type, name);
	describe(type, name, depth + 1);
	return `@${name}`;
}

function isResource(type: ts.Type): boolean {
	return type.getProperty('object') !== undefined && type.getProperty('id') !== undefined;
}

function nameOf(symbol: ts.Symbol, file: string): string {
	const qualified = checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '');
	const at = file.lastIndexOf(RESOURCES);
	const folder = at < 0 ? '' : relative('.', dirname(file.slice(at + RESOURCES.length)));
	const prefix = folder === '' || folder === '.' ? '' : `${folder.replaceAll('/', '.')}.`;
	return prefix + qualified;
}

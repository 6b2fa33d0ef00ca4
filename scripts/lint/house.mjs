// The house's own rules. They use only what oxlint and ESLint share, so both tools load this file.
import { relative, sep } from 'node:path';

const DRAWERS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc']);
const VAGUE = new Set(['manager', 'managers', 'type', 'types', 'constant', 'constants']);
const VERB_FILE = /(^|\/)packages\/domains\/src\/[^/]+\/(?!index\.ts$)[^/.]+\.ts$/;
const REASON = /^\s*authorize:\s*\S+\s+\S+/;
const UNTYPED_SQL = new Set(['raw', 'id', 'ref', 'table']);

const pathOf = (context) => relative(context.cwd, context.filename).split(sep).join('/');

/** The name of `a.name` or `a['name']`; undefined when it is computed. */
function propertyName(member) {
	if (!member.computed) return member.property.name;
	return member.property.type === 'Literal' ? String(member.property.value) : undefined;
}

const bannedFileNames = {
	meta: { type: 'problem' },
	create: (context) => ({
		Program(node) {
			const path = pathOf(context).split('/');
			const parts = (path.at(-1) ?? '').toLowerCase().split('.').slice(0, -1);
			const folders = path.slice(path.lastIndexOf('src') + 1, -1).map((name) => name.toLowerCase());
			const word =
				parts.find((part) => VAGUE.has(part) || DRAWERS.has(part.split('-').at(-1) ?? '')) ??
				(path.includes('src') ? folders.find((name) => DRAWERS.has(name)) : undefined);
			if (word) context.report({ node, message: `"${word}" says nothing: name what it holds.` });
		},
	}),
};

/** `process.env`, `Date.now`, `Math.random`: the member expressions that make a result depend on the moment. */
const AMBIENT = { process: ['env'], Date: ['now'], Math: ['random'] };

function isGlobal(context, identifier) {
	let scope = context.sourceCode.getScope(identifier);
	while (scope) {
		const variable = scope.set.get(identifier.name);
		if (variable) {
			const [definition] = variable.defs;
			if (!definition) return true;
			const source = definition.type === 'ImportBinding' ? definition.parent?.source?.value : '';
			return source === 'node:process' || source === 'process';
		}
		scope = scope.upper;
	}
	return true;
}

const noAmbient = {
	meta: { type: 'problem', schema: [{ type: 'object' }] },
	create(context) {
		const allowed = context.options[0]?.allow ?? [];
		const report = (node, name) => {
			if (!allowed.includes(name))
				context.report({ node, message: `${name} is for packages/kernel: take it as a value.` });
		};
		const dateWithoutArguments = (node) => {
			const { callee } = node;
			if (callee.type !== 'Identifier' || callee.name !== 'Date') return;
			const readsTheClock = node.type === 'CallExpression' || node.arguments.length === 0;
			if (readsTheClock && isGlobal(context, callee)) report(node, 'new Date()');
		};
		const destructured = (node) => {
			const names = AMBIENT[node.init?.type === 'Identifier' ? node.init.name : ''];
			if (!names || node.id.type !== 'ObjectPattern' || !isGlobal(context, node.init)) return;
			for (const property of node.id.properties)
				if (property.type === 'Property' && names.includes(property.key.name))
					report(property, `${node.init.name}.${property.key.name}`);
		};
		return {
			MemberExpression(node) {
				const object = node.object.property?.name ?? node.object.name;
				const names = Object.hasOwn(AMBIENT, object ?? '') ? AMBIENT[object] : [];
				const name = propertyName(node);
				if (!names.includes(name)) return;
				const throughGlobal = node.object.object?.name === 'globalThis';
				if (throughGlobal || (node.object.type === 'Identifier' && isGlobal(context, node.object)))
					report(node, `${object}.${name}`);
			},
			VariableDeclarator: destructured,
			NewExpression: dateWithoutArguments,
			CallExpression: dateWithoutArguments,
		};
	},
};

/** Calls `found` for each call expression below `node`, nested functions included. */
function eachCall(node, keys, found) {
	if (node.type === 'CallExpression') found(node);
	for (const key of keys[node.type] ?? [])
		for (const child of [node[key]].flat()) if (child) eachCall(child, keys, found);
}

const calledName = ({ callee }) =>
	callee.type === 'MemberExpression' ? propertyName(callee) : callee.name;

/** The functions that one export statement makes, each with its name. */
function exportedFunctions(statement) {
	const declaration = statement.declaration;
	if (declaration?.type === 'FunctionDeclaration')
		return [{ name: declaration.id?.name ?? 'default', fn: declaration }];
	if (declaration?.type !== 'VariableDeclaration') return [];
	return declaration.declarations
		.filter(({ init }) => /^(Arrow)?FunctionExpression$/.test(init?.type ?? ''))
		.map(({ id, init }) => ({ name: id.name, fn: init }));
}

const verbsAuthorize = {
	meta: { type: 'problem' },
	create(context) {
		if (!VERB_FILE.test(pathOf(context))) return {};
		const code = context.sourceCode;
		const check = (statement) => {
			const excused = code
				.getCommentsBefore(statement)
				.some((comment) => comment.type === 'Line' && REASON.test(comment.value));
			if (excused) return;
			for (const { name, fn } of exportedFunctions(statement)) {
				if (fn.params[0]?.name !== 'ctx') continue;
				const calls = new Set();
				eachCall(fn.body, code.visitorKeys, (call) => calls.add(calledName(call)));
				if ((fn.async || calls.has('transaction')) && !calls.has('authorize'))
					context.report({
						node: fn,
						message: `${name} acts for ctx without ctx.authorize(); or say "// authorize: <reason>" above it.`,
					});
			}
		};
		return { ExportNamedDeclaration: check, ExportDefaultDeclaration: check };
	},
};

const noRawSql = {
	meta: { type: 'problem' },
	create(context) {
		const names = new Set(['sql']);
		const report = (node, name) =>
			context.report({ node, message: `sql.${name} escapes the schema guard: packages/db only.` });
		return {
			ImportSpecifier(node) {
				if (node.imported.name === 'sql') names.add(node.local.name);
			},
			MemberExpression(node) {
				const object = node.object.type === 'Identifier' ? node.object.name : undefined;
				const name = propertyName(node);
				if (names.has(object) && UNTYPED_SQL.has(name)) report(node, name);
				if (object === 'CompiledQuery' && name === 'raw') report(node, name);
			},
			VariableDeclarator(node) {
				if (node.id.type !== 'ObjectPattern' || !names.has(node.init?.name)) return;
				for (const property of node.id.properties)
					if (UNTYPED_SQL.has(property.key?.name)) report(property, property.key.name);
			},
		};
	},
};

const ROUTE = /(^|\/)apps\/[^/]+\/src\/routes\//;

/** A form on a page that sends no referrer comes with `Origin: null`, as one from another site would. */
const routesTellTheirOrigin = {
	meta: { type: 'problem' },
	create: (context) => ({
		Literal(node) {
			if (node.value === 'no-referrer' && ROUTE.test(pathOf(context)))
				context.report({ node, message: 'Forms of such a page are refused: take same-origin.' });
		},
	}),
};

export default {
	meta: { name: 'house' },
	rules: {
		'banned-file-names': bannedFileNames,
		'no-ambient': noAmbient,
		'no-raw-sql': noRawSql,
		'routes-tell-their-origin': routesTellTheirOrigin,
		'verbs-authorize': verbsAuthorize,
	},
};

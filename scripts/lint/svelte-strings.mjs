// Text a person reads goes through the message catalogues, so a literal in a component is a finding.
const LETTER = /\p{L}/u;
const BRAND = /\bKith\b/gu;
const READ_ATTRIBUTES = new Set([
	'alt',
	'aria-description',
	'aria-label',
	'aria-placeholder',
	'aria-roledescription',
	'aria-valuetext',
	'description',
	'label',
	'placeholder',
	'title',
]);
const NOT_PROSE = new Set(['code', 'kbd', 'pre', 'script', 'style']);

const isProse = (text) => LETTER.test(text.replace(BRAND, '').replace(/&#?\w+;/g, ''));

function insideCode(node) {
	for (let up = node.parent; up; up = up.parent)
		if (up.type === 'SvelteStyleElement' || up.type === 'SvelteScriptElement') return true;
		else if (up.type === 'SvelteElement' && NOT_PROSE.has(up.name.name)) return true;
	return false;
}

/** The literal strings that an expression may evaluate to: `'a'`, `` `a ${b}` ``, `x ? 'a' : 'b'`, `x ?? 'a'`. */
function literalsOf(expression) {
	switch (expression?.type) {
		case 'Literal':
			return typeof expression.value === 'string' ? [[expression, expression.value]] : [];
		case 'TemplateLiteral':
			return expression.quasis.map((quasi) => [quasi, quasi.value.raw]);
		case 'ConditionalExpression':
			return [expression.consequent, expression.alternate].flatMap(literalsOf);
		case 'LogicalExpression':
			return [expression.left, expression.right].flatMap(literalsOf);
		default:
			return [];
	}
}

const noLiteralText = {
	meta: { type: 'problem' },
	create(context) {
		const check = (node, text) => {
			if (isProse(text))
				context.report({
					node,
					message: `"${text.trim().slice(0, 40)}" is text for people: put it in messages/*.json.`,
				});
		};
		const checkExpression = (expression) => {
			for (const [node, text] of literalsOf(expression)) check(node, text);
		};
		return {
			SvelteText(node) {
				if (!insideCode(node)) check(node, node.value);
			},
			SvelteMustacheTag(node) {
				const inElement = node.parent.type !== 'SvelteAttribute';
				if (inElement && !insideCode(node)) checkExpression(node.expression);
			},
			SvelteAttribute(node) {
				if (!READ_ATTRIBUTES.has(node.key.name)) return;
				for (const value of node.value)
					if (value.type === 'SvelteLiteral') check(value, value.value);
					else if (value.type === 'SvelteMustacheTag') checkExpression(value.expression);
			},
		};
	},
};

export default {
	meta: { name: 'svelte-strings' },
	rules: { 'no-literal-text': noLiteralText },
};

// Pages are read from the right as well as from the left: what stands at an edge says start or end.
const CLASS =
	/(?:^|[\s:!])-?(?:(?:m|p|scroll-m|scroll-p)[lr]-|(?:left|right)-|border-[lr](?=[\s-]|$)|rounded-(?:[lr]|tl|tr|bl|br)(?=[\s-]|$)|(?:text|float|clear)-(?:left|right)(?=[\s;]|$))/;
const DECLARATION =
	/(?:^|[\s;{])(?:(?:margin|padding)-(?:left|right)|border-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b/;

/** The first physical class of a list of classes, or null. */
export const physicalClass = (text) => CLASS.exec(text)?.[0].trim().replace(/^[:!]/, '') ?? null;
/** The first physical property of a style sheet, or null. */
export const physicalProperty = (text) =>
	DECLARATION.exec(text.replaceAll(/\/\*[\s\S]*?\*\//g, ''))?.[0].trim() ?? null;

function* stringsIn(node) {
	if (node === null || typeof node !== 'object') return;
	if (node.type === 'SvelteLiteral' || node.type === 'Literal') {
		if (typeof node.value === 'string') yield [node, node.value];
		return;
	}
	if (node.type === 'TemplateElement') {
		yield [node, node.value.raw];
		return;
	}
	for (const [key, child] of Object.entries(node))
		if (key !== 'parent' && key !== 'loc' && key !== 'range')
			for (const part of [child].flat()) yield* stringsIn(part);
}

const noPhysicalSides = {
	meta: { type: 'problem' },
	create(context) {
		const report = (node, found) =>
			context.report({
				node,
				message: `"${found}" is the wrong side in Arabic: use the start or end form (ms-, pe-, start-, text-end, inset-inline-start).`,
			});
		return {
			SvelteAttribute(node) {
				if (!/class$/i.test(node.key.name)) return;
				for (const [literal, text] of stringsIn(node.value)) {
					const found = physicalClass(text);
					if (found) report(literal, found);
				}
			},
			SvelteStyleElement(node) {
				const found = physicalProperty(context.sourceCode.getText(node));
				if (found) report(node, found);
			},
		};
	},
};

export default {
	meta: { name: 'svelte-direction' },
	rules: { 'no-physical-sides': noPhysicalSides },
};

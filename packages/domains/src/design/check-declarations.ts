import type { Block, CssNode, Declaration, Value } from 'css-tree';
import type { Compilation } from './compile-css.ts';
import {
	ALLOWED,
	FUNCTIONS,
	HIDES,
	HIGHEST_LAYER,
	OWN_FILE,
	POSITIONS,
	SHOWS_PICTURES,
} from './css-rules.ts';
import type { Refusal } from './design.schema.ts';

export type Accepted = readonly string[];

/** What a block may say, apart what could hide something. The rest is refused, each where it stands. */
export function checkDeclarations(
	compilation: Compilation,
	{ children }: Block,
): { plain: Accepted; hiding: Accepted } {
	const plain: string[] = [];
	const hiding: string[] = [];
	for (const node of children.toArray()) {
		if (node.type === 'Comment' || node.type === 'Raw') continue;
		if (node.type !== 'Declaration') {
			compilation.refuse(node, node.type === 'Atrule' ? 'at_rule' : 'nesting');
			continue;
		}
		const property = node.property.toLowerCase();
		const reason = reasonAgainst(compilation, node, property);
		if (reason) compilation.refuse(node, reason);
		else
			(HIDES.test(property) ? hiding : plain).push(`${nameOf(node)}:${valueOf(compilation, node)}`);
	}
	return { plain, hiding };
}

/** Custom properties tell upper from lower case, others do not. */
const nameOf = ({ property }: Declaration) =>
	property.startsWith('--') ? property : property.toLowerCase();

function reasonAgainst(
	compilation: Compilation,
	{ important, value }: Declaration,
	property: string,
): Refusal['reason'] | null {
	if (!ALLOWED.test(property)) return 'property';
	if (important) return 'important';
	if (value.type === 'Raw') return 'value';
	const words = value.children.toArray();
	const only = words.length === 1 ? words[0] : undefined;
	if (property === 'position')
		return only?.type === 'Identifier' && POSITIONS.has(only.name.toLowerCase()) ? null : 'fixed';
	if (property === 'z-index') return isLow(only) ? null : 'layer';
	return reasonIn(compilation, value, property);
}

function isLow(node: CssNode | undefined): boolean {
	if (node?.type === 'Identifier') return node.name.toLowerCase() === 'auto';
	return node?.type === 'Number' && Number(node.value) <= HIGHEST_LAYER;
}

/** What of a value is not known to be harmless. */
function reasonIn(
	compilation: Compilation,
	value: CssNode,
	property: string,
): Refusal['reason'] | null {
	let found: Refusal['reason'] | null = null;
	compilation.tree.walk(value, (node) => {
		found ??= reasonOf(compilation, node, property);
	});
	return found;
}

function reasonOf(
	compilation: Compilation,
	node: CssNode,
	property: string,
): Refusal['reason'] | null {
	if (node.type === 'Function') return FUNCTIONS.has(node.name.toLowerCase()) ? null : 'function';
	if (node.type === 'Url')
		return SHOWS_PICTURES.test(property) && OWN_FILE.test(node.value) ? null : 'address';
	// The second part of a `var()` comes unread.
	if (node.type === 'Raw') return reasonInRaw(compilation, node.value, property);
	return null;
}

function reasonInRaw(
	compilation: Compilation,
	text: string,
	property: string,
): Refusal['reason'] | null {
	if (text.trim() === '') return null;
	let isRead = true;
	const value = compilation.tree.parse(text, {
		context: 'value',
		onParseError: () => (isRead = false),
	});
	const isUnread = (node: CssNode) => node.type === 'Raw' && node.value.length >= text.length;
	if (!isRead || compilation.tree.find(value, isUnread)) return 'value';
	return reasonIn(compilation, value, property);
}

function valueOf(compilation: Compilation, { property, value }: Declaration): string {
	if (/^animation(?:-name)?$/i.test(property)) rename(compilation, value as Value);
	return compilation.tree.generate(value);
}

function rename({ tree, animations }: Compilation, value: Value): void {
	tree.walk(value, (node) => {
		if (node.type === 'Identifier' && animations.has(node.name)) node.name = `site-${node.name}`;
	});
}

import type { CssNode, Raw, Selector, SelectorList } from 'css-tree';
import type { Compilation } from './compile-css.ts';
import { HOLDS_NONE, KEPT, PSEUDO_ELEMENTS, ROOTS, SCOPE } from './css-rules.ts';

/** One selector, bound to the site: for everything it may reach, and for what holds nothing that must stay in sight. */
export type Scoped = { all: string; holdingNone: string };

/** The selectors of a rule that can be bound to the site; the others are refused. */
export function scopedSelectors(compilation: Compilation, prelude: SelectorList | Raw): Scoped[] {
	if (prelude.type === 'Raw') {
		compilation.refuse(prelude, 'selector');
		return [];
	}
	return prelude.children.toArray().flatMap((selector) => {
		const scoped = selector.type === 'Selector' ? scope(compilation, selector) : null;
		if (!scoped)
			compilation.refuse(selector, hasNesting(compilation, selector) ? 'nesting' : 'selector');
		return scoped ?? [];
	});
}

function scope(compilation: Compilation, selector: Selector): Scoped | null {
	if (hasNesting(compilation, selector)) return null;
	const below = withoutRoots(selector.children.toArray());
	if (!below) return null;
	const text = (nodes: readonly CssNode[]) =>
		nodes.map((node) => compilation.tree.generate(node)).join('');
	const at = subjectEnd(below);
	if (at === null) return null;
	const [head, tail] = [text(below.slice(0, at)), text(below.slice(at))];
	const first = below[0];
	const gap = first && first.type !== 'Combinator' ? ' ' : '';
	const subject = SCOPE + gap + head;
	const kept = below.length > 0 ? KEPT : '';
	return { all: subject + kept + tail, holdingNone: subject + kept + HOLDS_NONE + tail };
}

/** A selector without its beginning where that means the page; null for one that would leave the site. */
function withoutRoots(nodes: readonly CssNode[]): CssNode[] | null {
	let rest = [...nodes];
	let sawRoot = false;
	while (isRoot(rest[0])) {
		sawRoot = true;
		const next = rest[1];
		if (!next) return [];
		if (next.type !== 'Combinator' || (next.name !== ' ' && next.name !== '>')) return null;
		rest = rest.slice(isRoot(rest[2]) || next.name === ' ' ? 2 : 1);
	}
	const [first] = rest;
	if (first?.type === 'Combinator') return sawRoot && first.name === '>' ? rest : null;
	return rest.length > 0 ? rest : null;
}

function isRoot(node: CssNode | undefined): boolean {
	if (node?.type !== 'TypeSelector' && node?.type !== 'PseudoClassSelector') return false;
	return ROOTS.has(node.name.toLowerCase());
}

/** Where the element ends that the selector is about and its pseudo-elements begin; null for unknown ones. */
function subjectEnd(nodes: readonly CssNode[]): number | null {
	const at = nodes.findIndex((node) => pseudoElement(node) !== null);
	if (at === -1) return nodes.length;
	const rest = nodes.slice(at);
	const isKnown = rest.every((node) => {
		const name = pseudoElement(node);
		return name === null ? node.type === 'PseudoClassSelector' : PSEUDO_ELEMENTS.has(name);
	});
	return isKnown ? at : null;
}

function pseudoElement(node: CssNode): string | null {
	if (node.type === 'PseudoElementSelector') return node.name.toLowerCase();
	const isOld =
		node.type === 'PseudoClassSelector' &&
		/^(?:before|after|first-line|first-letter)$/i.test(node.name);
	return isOld ? node.name.toLowerCase() : null;
}

function hasNesting({ tree }: Compilation, selector: CssNode): boolean {
	return tree.find(selector, ({ type }) => type === 'NestingSelector') !== null;
}

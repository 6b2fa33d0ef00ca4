import type * as CssTree from 'css-tree';
import type { Atrule, CssNode, Rule, StyleSheet } from 'css-tree';
import { CONDITIONS, MOST_RULES } from './css-rules.ts';
import { checkDeclarations, type Accepted } from './check-declarations.ts';
import type { Refusal } from './design.schema.ts';
import { scopedSelectors } from './scope-selectors.ts';

export type Tree = typeof CssTree;
export type Compiled = { css: string; refusals: Refusal[] };

const MOST_REFUSALS = 100;
const KEYFRAMES = /^[a-z_][\w-]*$/i;

/** What a compilation knows and collects. */
export class Compilation {
	readonly tree: Tree;
	readonly source: string;
	readonly refusals: Refusal[] = [];
	/** Names of the sheet's own animations; ours keep theirs. */
	readonly animations: ReadonlySet<string>;
	rules = 0;

	constructor(tree: Tree, source: string, sheet: StyleSheet) {
		this.tree = tree;
		this.source = source;
		this.animations = animationsIn(tree, sheet);
	}

	/** Leaves something out and says so. */
	refuse(node: CssNode, reason: Refusal['reason'], what = this.textOf(node)): void {
		if (this.refusals.length >= MOST_REFUSALS) return;
		const { line = 1, column = 1 } = node.loc?.start ?? {};
		const short = what.replaceAll(/\s+/g, ' ').trim();
		this.refusals.push({ line, column, reason, what: short.slice(0, 80) });
	}

	textOf({ loc }: CssNode): string {
		return loc ? this.source.slice(loc.start.offset, loc.end.offset) : '';
	}
}

/**
 * A style sheet with all that it may do, bound to the community's site, and what was left out of it. What is not known to
 * be harmless is left out.
 */
export async function compileCss(source: string): Promise<Compiled> {
	const tree = await import('css-tree');
	const failed: Refusal[] = [];
	const sheet = tree.parse(source, {
		...{ positions: true, parseCustomProperty: true },
		onParseError: ({ message, line, column }: { message: string; line: number; column: number }) =>
			failed.push({ line, column, reason: 'syntax', what: message.slice(0, 80) }),
	}) as StyleSheet;
	const compilation = new Compilation(tree, source, sheet);
	const css = sheet.children.toArray().map((node) => written(compilation, node));
	// Where it is known what was wrong, that it could not be read says nothing more.
	const named = new Set(compilation.refusals.map(({ line }) => line));
	const unnamed = failed.filter(({ line }) => !named.has(line));
	const refusals = [...unnamed.slice(0, MOST_REFUSALS), ...compilation.refusals];
	return {
		css: css.filter(Boolean).join('\n'),
		refusals: refusals.toSorted((a, b) => a.line - b.line || a.column - b.column),
	};
}

function written(compilation: Compilation, node: CssNode): string {
	if (node.type === 'Rule') return writtenRule(compilation, node);
	if (node.type === 'Atrule') return writtenAtrule(compilation, node);
	// What could not be read was told when it was not.
	if (node.type !== 'Comment' && node.type !== 'Raw') compilation.refuse(node, 'syntax');
	return '';
}

function writtenRule(compilation: Compilation, rule: Rule): string {
	compilation.rules += 1;
	if (compilation.rules > MOST_RULES) {
		if (compilation.rules === MOST_RULES + 1) compilation.refuse(rule, 'too_many');
		return '';
	}
	const selectors = scopedSelectors(compilation, rule.prelude);
	const { plain, hiding } = checkDeclarations(compilation, rule.block);
	if (selectors.length === 0) return '';
	return [
		block(
			selectors.map(({ all }) => all),
			plain,
		),
		block(
			selectors.map(({ holdingNone }) => holdingNone),
			hiding,
		),
	].join('');
}

const block = (selectors: readonly string[], accepted: Accepted) =>
	accepted.length > 0 ? `${selectors.join(',')}{${accepted.join(';')}}` : '';

function writtenAtrule(compilation: Compilation, rule: Atrule): string {
	const name = rule.name.toLowerCase();
	if (name === 'keyframes' && rule.block) return writtenKeyframes(compilation, rule);
	if (!CONDITIONS.has(name) || !rule.block || !rule.prelude || rule.prelude.type === 'Raw') {
		compilation.refuse(rule, 'at_rule', `@${rule.name}`);
		return '';
	}
	const inner = rule.block.children.toArray().map((node) => written(compilation, node));
	const condition = compilation.tree.generate(rule.prelude);
	return inner.some(Boolean) ? `@${name} ${condition}{${inner.join('')}}` : '';
}

function writtenKeyframes(compilation: Compilation, rule: Atrule): string {
	const name = rule.prelude ? compilation.tree.generate(rule.prelude) : '';
	if (!KEYFRAMES.test(name)) {
		compilation.refuse(rule, 'at_rule', `@keyframes ${name}`);
		return '';
	}
	const steps = (rule.block?.children.toArray() ?? []).map((step) => {
		if (step.type !== 'Rule') return '';
		const { plain, hiding } = checkDeclarations(compilation, step.block);
		const at = compilation.tree.generate(step.prelude);
		if (/^(?:from|to|[\d.]+%)(?:,(?:from|to|[\d.]+%))*$/i.test(at))
			return `${at}{${[...plain, ...hiding].join(';')}}`;
		compilation.refuse(step, 'selector', at);
		return '';
	});
	return `@keyframes site-${name}{${steps.join('')}}`;
}

function animationsIn(tree: Tree, sheet: StyleSheet): Set<string> {
	const names = sheet.children.toArray().flatMap((node) => {
		if (node.type !== 'Atrule' || node.name.toLowerCase() !== 'keyframes' || !node.prelude)
			return [];
		return tree.generate(node.prelude);
	});
	return new Set(names);
}

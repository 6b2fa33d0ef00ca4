import type { Component } from 'svelte';

// oxlint-disable-next-line typescript/no-explicit-any -- each takes its own node's attributes
type Part = Component<any>;

const LOADERS: Readonly<Record<string, () => Promise<{ default: Part }>>> = {
	codeBlock: () => import('./CodeBlock.svelte'),
	embed: () => import('./Embed.svelte'),
	linkCard: () => import('./LinkCard.svelte'),
	table: () => import('./TableBlock.svelte'),
};
const parts: Record<string, Part> = {};

/** What shows nodes of a type that few texts hold; undefined until a text with one was announced. */
export const partOf = (type: string): Part | undefined => parts[type];

/** Fetches what `texts` need to be shown, and nothing for those that hold common nodes alone. */
export async function fetchParts(texts: unknown): Promise<void> {
	const written = JSON.stringify(texts);
	for (const [type, load] of Object.entries(LOADERS))
		if (!parts[type] && written.includes(`"type":"${type}"`)) parts[type] = (await load()).default;
}

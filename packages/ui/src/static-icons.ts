import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];
type IconData = { name: string; size: number; node: readonly Shape[] };

const ICON = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][\w-]+\.svelte$/;

/**
 * A build step that turns each Lucide icon into the drawing it is. As published, an icon puts itself together at run
 * time, shape by shape; a page with forty of them feels that. Icons built this way take `class` alone.
 */
export function staticIcons(): Plugin {
	return {
		name: 'kith:static-icons',
		apply: 'build',
		enforce: 'pre',
		async load(id) {
			if (!ICON.test(id)) return null;
			return drawingOf(await readFile(id, 'utf8'), id);
		},
	};
}

/** The source of a component that draws what the published icon's `source` describes. Throws when it describes none. */
export function drawingOf(source: string, id: string): string {
	const data = /^const iconData = (\{.*\});?$/m.exec(source)?.[1];
	if (!data) throw new Error(`no icon data in ${id}`);
	const { name, size, node } = JSON.parse(data) as IconData;
	const shapes = node.map(([tag, attributes]) => `<${tag} ${written(attributes)} />`).join('');
	// How its lines look, the theme says for all of them (tokens.css).
	const frame = written({ viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true' });
	return (
		'<script>let { class: className } = $props();</script>' +
		`<svg ${frame} class={['lucide lucide-${name}', className]}>${shapes}</svg>`
	);
}

function written(attributes: Readonly<Record<string, string>>): string {
	return Object.entries(attributes)
		.map(([name, value]) => `${name}="${value}"`)
		.join(' ');
}

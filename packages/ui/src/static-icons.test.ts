import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { drawingOf } from './static-icons.ts';

const published = (name: string) =>
	fileURLToPath(new URL(`./icons/${name}.svelte`, import.meta.resolve('@lucide/svelte')));

test('a published icon becomes a drawing without parts to put together', async () => {
	const path = published('plus');
	const drawing = drawingOf(await readFile(path, 'utf8'), path);
	expect(drawing).toContain('<path d="M5 12h14" /><path d="M12 5v14" />');
	expect(drawing).toContain("class={['lucide lucide-plus', className]}");
	expect(drawing).not.toContain('{...');
});

test('a file that holds no icon stops the build', () => {
	expect(() => drawingOf('<script>let x;</script>', 'x.svelte')).toThrow('x.svelte');
});

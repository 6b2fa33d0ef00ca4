import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import TokenField from './TokenField.svelte';

const ALL = ['Soloist', 'Board member'];
const props = {
	...{ label: 'Labels', names: [], most: 5, emptyLabel: 'No label fits' },
	removeLabel: (name: string) => `Take off ${name}`,
	suggest: async (text: string) =>
		ALL.filter((name) => name.toLowerCase().includes(text.toLowerCase())).map((name) => ({ name })),
};
const field = page.getByRole('combobox', { name: 'Labels' });

/** Where the keys stand, as a screen reader is told. */
const active = () => field.element().getAttribute('aria-activedescendant');

test('where nothing fits the list says so as an option that cannot be chosen', async () => {
	await render(TokenField, props);
	await field.fill('tenor');
	const none = page.getByRole('option', { name: 'No label fits' });
	await expect.element(none).toBeVisible();
	await expect.element(none).toHaveAttribute('aria-disabled', 'true');
	expect(active()).toBeNull();
});

test('an option that is pressed is chosen, although the list became shorter meanwhile', async () => {
	let answers = 0;
	await render(TokenField, {
		...props,
		suggest: async (text: string) => {
			const found = await props.suggest(text);
			answers += 1;
			return found.toReversed();
		},
	});
	await field.click();
	const option = page.getByRole('option', { name: 'Soloist' });
	await expect.element(option).toBeVisible();
	const place = option.element().getBoundingClientRect();
	const at = { bubbles: true, cancelable: true, clientX: place.x + 20, clientY: place.y + 5 };
	option.element().dispatchEvent(new PointerEvent('pointerdown', at));
	await field.fill('sol');
	await expect.poll(() => answers).toBe(2);
	await new Promise((resolve) => setTimeout(resolve, 100));
	document
		.elementFromPoint(at.clientX, at.clientY)
		?.dispatchEvent(new PointerEvent('pointerup', at));
	await expect.element(page.getByRole('button', { name: 'Take off Soloist' })).toBeVisible();
});

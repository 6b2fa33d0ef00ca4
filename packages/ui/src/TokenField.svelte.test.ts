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

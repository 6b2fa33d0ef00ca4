import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import CommandPalette from './CommandPalette.svelte';

function words(onselect = vi.fn()) {
	return {
		label: 'Go to anything',
		placeholder: 'Search',
		emptyLabel: 'Nothing matches.',
		groups: [
			{
				id: 'go',
				label: 'Go to',
				items: [
					{ id: 'page-1', label: 'Members', hint: 'G M', href: '#members' },
					{ id: 'page-2', label: 'Moderation queue', href: '#queue' },
				],
			},
			{
				id: 'do',
				label: 'Actions',
				items: [{ id: 'look', label: 'Change the look', keywords: ['theme'], onselect }],
			},
		],
	};
}
const search = page.getByRole('combobox', { name: 'Go to anything' });

test('Ctrl K and ⌘K open and close it, with the cursor in the search box', async () => {
	await render(CommandPalette, words());
	await expect.element(search).not.toBeInTheDocument();
	await userEvent.keyboard('{Control>}k{/Control}');
	await expect.element(search).toHaveFocus();
	await userEvent.keyboard('{Meta>}k{/Meta}');
	await expect.element(search).not.toBeInTheDocument();
});

test('a keyword finds an action and Enter runs it', async () => {
	const onselect = vi.fn();
	await render(CommandPalette, { ...words(onselect), open: true });
	await search.fill('theme');
	await expect.element(page.getByText('Members')).not.toBeInTheDocument();
	await userEvent.keyboard('{Enter}');
	expect(onselect).toHaveBeenCalledOnce();
	await expect.element(search).not.toBeInTheDocument();
});

test('arrow keys reach a page and Enter follows its link', async () => {
	await render(CommandPalette, { ...words(), open: true });
	await expect.element(search).toHaveFocus();
	await userEvent.keyboard('{ArrowDown}{Enter}');
	await expect.poll(() => location.hash).toBe('#queue');
});

test('a search without a match says so', async () => {
	await render(CommandPalette, { ...words(), open: true });
	await search.fill('zzzz');
	await expect.element(page.getByText('Nothing matches.')).toBeVisible();
});

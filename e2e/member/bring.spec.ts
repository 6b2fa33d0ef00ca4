import type { Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, picture } from '../scene.ts';
import { editorOf, startPost } from '../writing.ts';

/** Has the editor take files as if they were pasted, or dropped on it. */
async function bring(page: Page, how: 'paste' | 'drop'): Promise<void> {
	const bytes = (await picture()).toString('base64');
	await editorOf(page).evaluate(
		(editor, { bytes: encoded, how: kind }) => {
			const data = Uint8Array.from(atob(encoded), (sign) => sign.codePointAt(0) ?? 0);
			const transfer = new DataTransfer();
			transfer.items.add(new File([data], 'kettle.png', { type: 'image/png' }));
			const { left, top } = editor.getBoundingClientRect();
			const common = { bubbles: true, cancelable: true };
			editor.dispatchEvent(
				kind === 'paste'
					? new ClipboardEvent('paste', { ...common, clipboardData: transfer })
					: new DragEvent('drop', {
							...{ ...common, dataTransfer: transfer },
							...{ clientX: left + 20, clientY: top + 10 },
						}),
			);
		},
		{ bytes, how },
	);
}

test('somebody is mentioned, a picture is pasted and another dropped', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('bring');
	const { address } = await foundCommunity(page, places, mails, { name: 'Bring', slug });
	const { page: other, context } = await someoneElse(browser);
	await joinQuickly(other, address, mails, { email: `${slug}-m@example.org`, name: 'Mia Member' });
	await context.close();
	await startPost(page, address, 'Look');
	await page.keyboard.type('Ask @mia');
	await page
		.getByRole('listbox', { name: 'Members' })
		.getByRole('option', { name: /Mia Member/ })
		.click();
	await page.keyboard.type('about ');
	await page.keyboard.press('ControlOrMeta+b');
	await page.keyboard.type('this');
	for (const [at, how] of (['paste', 'drop'] as const).entries()) {
		await bring(page, how);
		await expect(editorOf(page).locator('img[src*="/files/"]')).toHaveCount(at + 1);
	}
	await expect(page.getByRole('button', { name: 'Publish' })).toBeEnabled();
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.waitForURL(/\/p\//);
	const post = page.getByRole('main').locator('article').first();
	await expect(post.getByRole('link', { name: '@Mia Member' })).toHaveAttribute('href', /^\/m\//);
	await expect(post.locator('strong')).toHaveText('this');
	await expect(post.locator('img[src*="/files/"]')).toHaveCount(2);
});

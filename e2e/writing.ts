import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';

/** The rich-text editor that is open on the page. */
export const editorOf = (page: Page): Locator => page.locator('[contenteditable=true]').last();

/** Begins a new post, and leaves the cursor in its text. */
export async function startPost(page: Page, address: string, title: string) {
	await page.goto(`${address}/new`);
	await page.getByLabel('Title').fill(title);
	const editor = editorOf(page);
	await editor.click();
	return editor;
}

/** Opens the editor for a new comment; the plain field becomes one once the page's scripts run. */
export async function openCommentEditor(page: Page): Promise<Locator> {
	const field = page.getByRole('textbox', { name: /^(Add a comment|Be the first to comment)$/ });
	const editor = editorOf(page);
	await expect(async () => {
		await field.blur();
		await field.click();
		await expect(editor).toBeFocused({ timeout: 2000 });
	}).toPass({ timeout: 15_000 });
	return editor;
}

/** Writes a comment under the post that is open, and waits until it stands there. */
export async function comment(page: Page, text: string): Promise<void> {
	const editor = await openCommentEditor(page);
	await editor.pressSequentially(text);
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(commentOf(page, text)).toBeVisible();
}

/** Answers the comment that says `to`, and waits until the answer stands there. */
export async function reply(page: Page, to: string, text: string): Promise<void> {
	await commentOf(page, to).getByRole('link', { name: 'Reply' }).click();
	const editor = editorOf(page);
	await expect(editor).toBeFocused();
	await editor.pressSequentially(text);
	await page.getByRole('button', { name: 'Reply', exact: true }).click();
	await expect(commentOf(page, text)).toBeVisible();
}

/** The published comment that says `text`. */
export function commentOf(page: Page, text: string): Locator {
	return page.getByRole('article', { name: /^Comment by/ }).filter({ hasText: text });
}

/** Selects the words of an element as a finger or a mouse would. */
export async function selectWords(page: Page, text: string): Promise<void> {
	await page.getByText(text, { exact: true }).evaluate((element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		getSelection()?.removeAllRanges();
		getSelection()?.addRange(range);
	});
}

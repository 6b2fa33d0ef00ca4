import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/book-open';

export const name = m.kind_article;

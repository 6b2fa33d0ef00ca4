import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/messages-square';

export const name = m.kind_discussion;

import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/megaphone';

export const name = m.kind_announcement;

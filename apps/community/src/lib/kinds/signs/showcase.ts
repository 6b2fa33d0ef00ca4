import { m } from '#lib/paraglide/messages.js';
export { default as icon } from '@lucide/svelte/icons/images';

export const name = m.kind_showcase;

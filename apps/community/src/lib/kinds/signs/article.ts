import icon from '@lucide/svelte/icons/book-open';
import { m } from '#lib/paraglide/messages.js';

export const article = { icon, name: m.kind_article };

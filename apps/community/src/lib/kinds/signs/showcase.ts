import icon from '@lucide/svelte/icons/images';
import { m } from '#lib/paraglide/messages.js';

export const showcase = { icon, name: m.kind_showcase };

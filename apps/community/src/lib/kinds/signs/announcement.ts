import icon from '@lucide/svelte/icons/megaphone';
import { m } from '#lib/paraglide/messages.js';

export const announcement = { icon, name: m.kind_announcement };

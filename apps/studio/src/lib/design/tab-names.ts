import type { Tab } from '@kith/domains/design/navigation';
import { m } from '#lib/paraglide/messages.js';

export const TAB_NAMES: Readonly<Record<Tab, () => string>> = {
	home: m.design_page_home,
	spaces: m.design_nav_spaces,
	members: m.design_page_members,
	search: m.design_nav_search,
	create: m.design_nav_create,
	you: m.design_nav_you,
};

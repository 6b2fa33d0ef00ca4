import type { Section } from '@kith/domains/design/schema';
import { m } from '#lib/paraglide/messages.js';

export const SECTION_NAMES: Readonly<Record<Section, () => string>> = {
	look: m.design_tab_brand,
	navigation: m.design_tab_navigation,
	pages: m.design_tab_pages,
	css: m.design_tab_css,
	mail: m.design_tab_email,
};

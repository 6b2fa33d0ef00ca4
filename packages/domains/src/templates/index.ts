export { readDemos } from './read-demos.ts';
export {
	contentFor,
	readTemplates,
	type LoadedTemplate,
	type LoadedTemplates,
} from './read-templates.ts';
export type {
	Demo,
	DemoComment,
	DemoDocument,
	DemoMember,
	DemoPost,
	DemoQuestion,
	LoadedDemo,
	Template,
	TemplateContent,
} from './templates.schema.ts';

/**
 * Who may import whom (docs: the house, in README). A forbidden edge or a cycle fails `npm run check`.
 *   routes -> domain, http, ui;  domain -> db, events, config and other domains' rules, queries, commands;
 *   ui -> nothing;  workers -> domain, db, config;  db -> config
 */

const tests = String.raw`\.(test|journey)\.tsx?$|^tests/|^db/factories/`;
/** Folders of app/ that are not the domain. */
const frame = 'routes|http|ui|i18n|config|events|operations|shell';
const domain = `^app/(?!(?:${frame})/)[^/]+/`;
const view = String.raw`\.tsx$`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or three.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true, pathNot: String.raw`^virtual:|^tsx$|\?url$` },
    },
    {
      name: 'ui-imports-nothing',
      severity: 'error',
      comment: 'ui/ has no word of the domain; it may use itself and the language of the page.',
      from: { path: '^app/ui/', pathNot: tests },
      to: { path: '^(app|db|workers|scripts)/', pathNot: '^app/(ui|i18n)/' },
    },
    {
      name: 'domain-below-routes',
      severity: 'error',
      comment:
        'A domain knows neither routes nor requests; it may name an address and read a form by its schema.',
      from: { path: domain, pathNot: `${tests}|${view}` },
      to: {
        path: '^(app/(routes|http|ui)|workers|scripts)/',
        pathNot: String.raw`^app/http/(paths|forms\.server)\.ts$`,
      },
    },
    {
      name: 'views-below-routes',
      severity: 'error',
      comment: "A domain's view uses ui and the addresses of the site, never routes nor workers.",
      from: { path: `${domain}.*${view}`, pathNot: tests },
      to: { path: '^(app/routes|workers|scripts|db)/' },
    },
    {
      name: 'no-foreign-views',
      severity: 'error',
      comment: "Another domain's rules, queries and commands, never its views.",
      from: { path: `^app/(?!(?:${frame})/)([^/]+)/`, pathNot: `${tests}|${view}` },
      to: { path: `${domain}.*${view}`, pathNot: '^app/$1/' },
    },
    {
      name: 'routes-hold-no-sql',
      severity: 'error',
      comment: 'A route parses, authorises, calls, renders.',
      from: { path: '^app/routes/', pathNot: tests },
      to: { path: '^(db|workers|scripts)/|^app/events/' },
    },
    {
      name: 'db-imports-config-only',
      severity: 'error',
      from: { path: '^db/', pathNot: `${tests}|^db/seeds/` },
      to: { path: '^(app|workers|scripts)/', pathNot: '^app/config/' },
    },
    {
      name: 'workers-above-domain',
      severity: 'error',
      from: { path: '^workers/', pathNot: tests },
      to: { path: '^(app/(routes|http|ui)|scripts)/' },
    },
    {
      name: 'nobody-imports-routes',
      severity: 'error',
      from: { path: '^(app|db|workers)/', pathNot: `${tests}|^app/routes(/|\\.ts$)` },
      to: { path: '^app/routes/' },
    },
    {
      name: 'only-workers-name-bullmq',
      severity: 'error',
      from: { pathNot: `^workers/|${tests}` },
      to: { path: 'node_modules/bullmq' },
    },
    {
      name: 'only-search-names-meilisearch',
      severity: 'error',
      from: { pathNot: `^app/search/|${tests}` },
      to: { path: 'node_modules/meilisearch' },
    },
    {
      name: 'only-db-names-pg',
      severity: 'error',
      comment:
        'Only db/ opens a pool; the machinery under scripts/ connects to servers that it starts itself.',
      from: { path: '^(app|workers)/', pathNot: tests },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'program-apart-from-tests',
      severity: 'error',
      from: { path: '^(app|db|workers)/', pathNot: tests },
      to: { path: `^tests/|^db/factories/` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};

import { environment } from '~/config/environment.server';
import { notFoundResponse } from '~/http/refusals.server';
import { pageTitle } from '~/shell/page-title';
import { UiStatesPage } from '~/shell/ui-states-page';

/** Development only. */
export function loader() {
  if (environment().NODE_ENV === 'production') throw notFoundResponse();
  return null;
}

export const meta = () => [{ title: pageTitle('Composants') }, { name: 'robots', content: 'noindex' }];

export default UiStatesPage;

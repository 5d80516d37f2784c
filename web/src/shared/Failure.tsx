import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { ApiError } from '../api/client';
import { useTexts } from '../app/preferences';
import type { Texts } from '../texts/en';

/** An error in words for people. */
export function wordsOf(error: unknown, t: Texts): string {
  if (!(error instanceof ApiError)) return t.common.failed;
  if (error.isOffline) return t.common.offline;
  if (error.isConflict) return t.company.conflict;
  if (error.status === 403) return t.common.forbidden;
  const fields = error.errors.map((e) => [e.field, e.message, e.mend].filter(Boolean).join(': '));
  return [error.title || t.common.failed, ...fields].join(' · ');
}

export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTexts();
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>{wordsOf(error, t)}</MessageBarBody>
      {retry && (
        <MessageBarActions>
          <Button onClick={retry}>{t.common.retry}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

import { Spinner } from '@fluentui/react-components';
import { useTexts } from '../app/preferences';

export function Loading() {
  const t = useTexts();
  return (
    <div className="page">
      <Spinner label={t.common.loading} />
    </div>
  );
}

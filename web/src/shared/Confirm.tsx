import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTexts } from '../app/preferences';
import { Failure } from './Failure';

/** A button that asks before it does something. */
export function Confirm({
  trigger,
  title,
  text,
  does,
  act,
  children,
}: {
  trigger: ReactElement;
  title: string;
  text: string;
  does: string;
  act: () => Promise<unknown>;
  /** What helps to decide. */
  children?: ReactNode;
}) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    try {
      await act();
      setOpen(false);
    } catch (e) {
      setError(e);
    }
  };
  return (
    <Dialog open={isOpen} onOpenChange={(_, data) => (setError(null), setOpen(data.open))}>
      <DialogTrigger disableButtonEnhancement>{trigger}</DialogTrigger>
      <DialogSurface className={children ? 'wide-dialog' : undefined}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <p>{text}</p>
            {children}
            {error !== null && <Failure error={error} />}
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t.common.cancel}</Button>
            </DialogTrigger>
            <Button appearance="primary" onClick={() => void run()}>
              {does}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

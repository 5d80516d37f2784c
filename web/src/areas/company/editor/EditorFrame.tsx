import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Sections } from '../../../api/types';
import { useTexts } from '../../../app/preferences';
import { Changes } from '../../../shared/Changes';
import { Failure } from '../../../shared/Failure';
import { useCompanyTexts } from '../texts';
import { FaultsContext, wordsOfFault } from './FaultsContext';
import type { Editor } from './useEditor';

function Summary({ errors }: { errors: Editor['errors'] }) {
  const t = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="faults">
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{t.company.invalid}</MessageBarTitle>
          <ul>
            {errors.map((e) => (
              <li key={`${e.field} ${e.message}`}>
                <code>{e.field}</code>: {wordsOfFault(e)}
              </li>
            ))}
          </ul>
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}

function ConflictBar({ editor, onRebase }: { editor: Editor; onRebase: (theirs: Sections) => void }) {
  const c = useCompanyTexts();
  const { conflict } = editor;
  if (!conflict) return null;
  const accept = () => {
    onRebase(conflict.now.data.document);
    editor.accept(conflict);
  };
  return (
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{c.editor.conflict(conflict.by)}</MessageBarTitle>
        {c.editor.conflictHint}
        <Changes changes={conflict.changes} />
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={accept}>{c.editor.goOn}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function Preview({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTexts();
  const { preview } = editor;
  const apply = async () => {
    if (await editor.apply()) onDone();
  };
  return (
    <Dialog open={preview !== null} onOpenChange={(_, data) => !data.open && editor.dismiss()}>
      <DialogSurface className="wide-dialog">
        <DialogBody>
          <DialogTitle>{t.company.previewTitle}</DialogTitle>
          <DialogContent>{preview && <Changes changes={preview.changes} />}</DialogContent>
          <DialogActions>
            <Button onClick={editor.dismiss}>{t.common.cancel}</Button>
            <Button
              appearance="primary"
              disabledFocusable={editor.isBusy || preview?.changes.length === 0}
              onClick={() => void apply()}
            >
              {t.company.apply}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Around the fields of an entry: what is wrong, what others changed meanwhile, and the change as a difference before it is put in force. */
export function EditorFrame({
  editor,
  prefix,
  isReadOnly,
  onLook,
  onRemove,
  onRebase,
  onDone,
  children,
}: {
  editor: Editor;
  prefix: string;
  isReadOnly: boolean;
  onLook: () => void;
  onRemove?: () => void;
  /** Takes over what others changed meanwhile, below one's own changes. */
  onRebase: (theirs: Sections) => void;
  onDone: () => void;
  children: ReactNode;
}) {
  const t = useTexts();
  const c = useCompanyTexts();
  return (
    <FaultsContext.Provider value={{ prefix, errors: editor.errors, isReadOnly }}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isReadOnly) onLook();
        }}
      >
        {isReadOnly && <p className="muted">{c.editor.readOnly}</p>}
        <Summary errors={editor.errors} />
        <ConflictBar editor={editor} onRebase={onRebase} />
        {editor.failure !== null && <Failure error={editor.failure} />}
        {children}
        {!isReadOnly && (
          <div className="bar">
            <Button type="submit" appearance="primary" disabledFocusable={editor.isBusy}>
              {c.editor.look}
            </Button>
            {onRemove && (
              <Button onClick={onRemove} disabledFocusable={editor.isBusy}>
                {t.common.remove}
              </Button>
            )}
          </div>
        )}
      </form>
      <Preview editor={editor} onDone={onDone} />
    </FaultsContext.Provider>
  );
}

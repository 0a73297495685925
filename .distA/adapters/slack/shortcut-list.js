/** What the app adds to Slack's menus: with these names it is registered, and comes back. */
export const SHORTCUTS = [
    {
        type: 'global',
        callback_id: 'find-paper',
        name: 'Find a paper',
        description: 'Look for a paper’s note while you type',
    },
    {
        type: 'message',
        callback_id: 'find-note',
        name: 'Find the note',
        description: 'Show the note on the paper that this message is about',
    },
    {
        type: 'message',
        callback_id: 'save-note',
        name: 'Save to shelf',
        description: 'Put the paper that this message is about on your shelf',
    },
];
//# sourceMappingURL=shortcut-list.js.map
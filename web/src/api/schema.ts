// Made by `npm run api` from openapi.json. Do not change it by hand.

export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in; 401 for nobody, and whether the first administrator is still to be made */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionReply"];
                    };
                };
            };
        };
        put?: never;
        /** Signs in; after failures one has to wait (429) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignInRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionReply"];
                    };
                };
            };
        };
        /** Signs out */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the first administrator by the word that the server printed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetupRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionReply"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{name}/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets a calendar to day, night, or back to its hours */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of the address books whose name or number contains a text */
        get: {
            parameters: {
                query?: {
                    search?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/hangup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a call */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history, the newest call first */
        get: {
            parameters: {
                query?: {
                    /** @description Part of a number or name. */
                    Search?: string;
                    /** @description Begun then or later. */
                    From?: string;
                    /** @description Begun before then. */
                    To?: string;
                    /** @description With a leg on this line or device. */
                    Line?: string;
                    /** @description With a leg of this user. */
                    User?: string;
                    /** @description `next` of the page before. */
                    After?: string;
                    /** @description How many; 50, at most 500. */
                    Limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOfCallView"];
                    };
                };
            };
        };
        put?: never;
        /** Calls a number for a user, whose phones and Teams ring first */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DialRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DialledReply"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every event of every call, as server-sent events: first all calls that go on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["SseItemOfLiveChange"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{call}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A call's recording: its length, parties, and whether it is whole */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordingReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a recording */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conference rooms, and who is in them since when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoomReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{room}/members/{leg}/{order}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mutes, unmutes or removes a member of a room: mute, unmute, remove */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    room: string;
                    leg: number;
                    order: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rings a supervisor to hear a call (listen), help the agent (whisper), talk to both (barge) or take it over (takeOver) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SupervisionRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        /** Lets the supervisor of a call go */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, the newest first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOfAuditReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes one's own password; other sessions end */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts a second factor in force by its first code, or takes it away by an empty secret */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TotpRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        /** A secret for an authenticator, not in force yet */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpReply"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server at a glance, and the calls of the last day by the hour */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverviewReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How lines and hubs are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LineStatus"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/phones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Phones, and where they are registered */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PhoneStatus"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How directories are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DirectoryReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the doctor finds now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DoctorAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/route": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would become of a call, step by step */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                    line?: string;
                    at?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RouteAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the calendars say now, and until when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{name}/year/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The special days of a year, and the next changes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarYear"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{name}/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Plays a flow as text, the one in force or one that is edited */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TryRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TryLine"][];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The calls that go on */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallView"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One call, with why it and each leg ended in words */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A call's SIP messages, secrets masked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LadderMessage"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calls/{id}/pcap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a capture for Wireshark */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The recordings, that of the newest call first */
        get: {
            parameters: {
                query?: {
                    after?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOfRecordingReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{call}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its sound: WAV, or Ogg with Opus where it was recorded so (format=opus) */
        get: {
            parameters: {
                query?: {
                    format?: string;
                };
                header?: never;
                path: {
                    call: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{call}/{wish}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins, ends, pauses or goes on with recording a call now: start, stop, pause, resume */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    call: string;
                    wish: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/voicemail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own box, and those that one shares */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BoxReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/voicemail/{box}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The messages of a box, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    box: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VoiceMessageReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/voicemail/{box}/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A message's sound: WAV. It does not count as heard by that */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    box: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/voicemail/{box}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A message is heard, or new again; the message lamps follow */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    box: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HeardRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        /** Deletes a message for good */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    box: string;
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All boxes, and how many messages are in them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BoxReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voicemail/{box}/resetPin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The PIN of the document counts again, and who guessed is let in again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    box: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document in force as JSON; its version is the ETag */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompanyReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document in force as YAML, secrets masked */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        /** Puts a document in force */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its versions */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["VersionReply"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/versions/{first}/diff/{second}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How two versions differ */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    first: number;
                    second: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentChange"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/{section}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry of a section */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    section: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JsonObject"];
                    };
                };
            };
        };
        /** Adds or changes an entry; If-Match is the version it was made for (412 where another came between) */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    section: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["JsonNode"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeResult"];
                    };
                };
            };
        };
        post?: never;
        /** Takes an entry away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    section: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeResult"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change would do, or what is wrong with it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["JsonObject"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/{section}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a section that is no list of entries, or all of one; If-Match is the version it was made for */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    section: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["JsonNode"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeResult"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/company/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts an older version in force again, as a new one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ChangeResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own settings and devices */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonReply"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/forwards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Where one's calls go; an empty text is nowhere, a missing one stays as it is */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ForwardsRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonReply"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/doNotDisturb": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Whether one is busy for everybody */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DoNotDisturbRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonReply"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/twin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Whether one's devices ring with Teams, or only where Teams does not */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TwinRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonReply"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own calls, one entry a call */
        get: {
            parameters: {
                query?: {
                    /** @description Part of a number or name. */
                    Search?: string;
                    /** @description Begun then or later. */
                    From?: string;
                    /** @description Begun before then. */
                    To?: string;
                    /** @description With a leg on this line or device. */
                    Line?: string;
                    /** @description With a leg of this user. */
                    User?: string;
                    /** @description `next` of the page before. */
                    After?: string;
                    /** @description How many; 50, at most 500. */
                    Limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageOfOfCallView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can sign in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountReply"][];
                    };
                };
            };
        };
        put?: never;
        /** Makes an account */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountRequest"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountReply"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes an account; its sessions end */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AccountReply"];
                    };
                };
            };
        };
        post?: never;
        /** Takes an account away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apikeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys of programs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKeyReply"][];
                    };
                };
            };
        };
        put?: never;
        /** Makes a key, which is shown this once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ApiKeyRequest"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKeyReply"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/apikeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a key away */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account. */
        AccountReply: {
            /** @description Its name. */
            user: string;
            /** @description What it may do. */
            role: components["schemas"]["Role"];
            /** @description The user whose account it is; empty for nobody's. */
            person: string;
            /** @description Whether it has a second factor. */
            hasTotp: boolean;
            /**
             * Format: date-time
             * @description When it was made.
             */
            createdAt: string;
        };
        /** @description To make or change an account. */
        AccountRequest: {
            /** @description Its name; of a new one. */
            user?: null | string;
            /** @description Its password; null: as it is. */
            password?: null | string;
            role?: null | components["schemas"]["Role"];
            /** @description The user whose account it is; null: as it is, empty: nobody's. */
            person?: null | string;
            /**
             * @description Takes the second factor away, for somebody who lost it.
             * @default false
             */
            resetTotp: boolean;
        };
        /** @description What somebody must look after. */
        Alarm: {
            /** @description `Error` or `Warning`. */
            level: components["schemas"]["FindingLevel"];
            /** @description In words. */
            text: string;
        };
        /** @description A key of a program. */
        ApiKeyReply: {
            /** @description Its public part. */
            id: string;
            /** @description What it is for. */
            name: string;
            /** @description What it may do. */
            scopes: string[];
            /** @description Who made it. */
            createdBy: string;
            /**
             * Format: date-time
             * @description When.
             */
            createdAt: string;
            /** @description The key, once, when it is made; null later. */
            key?: null | string;
        };
        /** @description To make a key. */
        ApiKeyRequest: {
            /** @description What it is for. */
            name?: null | string;
            /** @description What it may do: see KeyScopes. */
            scopes?: null | string[];
        };
        /** @description A change that somebody made. */
        AuditReply: {
            /** @description In the order of the changes. */
            id: string;
            /**
             * Format: date-time
             * @description When; UTC.
             */
            at: string;
            /** @description The account, or the program's key. */
            by: string;
            /** @description What was done: `company.change`, `account.add` … */
            action: string;
            /** @description To what. */
            subject: string;
            /** @description How it was; null where it was not there. */
            before?: null | string;
            /** @description How it is; null where it is gone. */
            after?: null | string;
        };
        /** @description A box for messages. */
        BoxReply: {
            /** @description Its key: a user's, or that of a mailbox. */
            box: string;
            /** @description Its name; empty where it is not in the document any more. */
            name: string;
            /**
             * Format: int32
             * @description How many messages nobody has heard.
             */
            unheard: number;
            /**
             * Format: int32
             * @description How many were heard.
             */
            heard: number;
            /** @description Whether it takes no more. */
            isFull: boolean;
        };
        /** @description A day of a calendar. */
        CalendarDay: {
            /** @description The day: `2026-12-25`. */
            date: string;
            /** @description What holds at noon. */
            outcome: components["schemas"]["CalendarOutcome"];
            /** @description By which rule. */
            reason: components["schemas"]["CalendarReason"];
            /** @description What a holiday or special day is called; empty for others. */
            name: string;
        };
        /** @description What a calendar says now. */
        CalendarNow: {
            /** @description What holds. */
            outcome: components["schemas"]["CalendarOutcome"];
            /** @description By which rule. */
            reason: components["schemas"]["CalendarReason"];
            /**
             * Format: date-time
             * @description When another outcome holds next; null where none does within a year.
             */
            until?: null | string;
            /** @description What it is set to by hand: `auto`, `day`, `night`. */
            switch: string;
        };
        /**
         * @description What a calendar says of a moment; flows go different ways by it.
         * @enum {unknown}
         */
        CalendarOutcome: "Active" | "Overtime" | "Active1" | "Active2" | "Active3" | "OutOfService";
        /**
         * @description By which rule an outcome holds.
         * @enum {unknown}
         */
        CalendarReason: "Hours" | "OutsideHours" | "Holiday" | "Special" | "Switch";
        /** @description What a calendar says of a moment. */
        CalendarReply: {
            /** @description The calendar. */
            name: string;
            /** @description What holds. */
            outcome: components["schemas"]["CalendarOutcome"];
            /** @description By which rule. */
            reason: components["schemas"]["CalendarReason"];
            /** @description The holiday's or special day's name; null without. */
            day?: null | string;
            /**
             * Format: date-time
             * @description When another outcome holds next; UTC; null where none does within a year.
             */
            until?: null | string;
            /** @description How its feeds are. */
            feeds: components["schemas"]["FeedStatus"][];
        };
        /** @description A change of a calendar. */
        CalendarTurn: {
            /**
             * Format: date-time
             * @description When; UTC.
             */
            at: string;
            /** @description What holds from then on. */
            outcome: components["schemas"]["CalendarOutcome"];
        };
        /** @description A year of a calendar. */
        CalendarYear: {
            /** @description The calendar. */
            name: string;
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
            /** @description What it says now. */
            now: components["schemas"]["CalendarNow"];
            /** @description Every day. */
            days: components["schemas"]["CalendarDay"][];
            /** @description When it says something else next, from now on. */
            changes: components["schemas"]["CalendarTurn"][];
        };
        /** @description How a call or leg ended. The same value goes to history, metric, log and screen. */
        CallEnd: {
            /** @description Who ended it. */
            side: components["schemas"]["EndSide"];
            /** @description Why. */
            cause: components["schemas"]["EndCause"];
            /**
             * Format: int32
             * @description The SIP status that carried it, 0 where none did (a BYE).
             * @default 0
             */
            sipStatus: number;
            /**
             * Format: int32
             * @description The Q.850 cause value, 0 where none is known.
             * @default 0
             */
            q850: number;
            /**
             * @description What the far end or the failure said, for people; empty where nothing was said. Never a secret.
             * @default
             */
            detail: string;
        };
        /** @description Names one call in history, logs, events and screens; unique over nodes and restarts, sortable by time. */
        CallId: string;
        /**
         * @description Who made a call. Stored: append only.
         * @enum {unknown}
         */
        CallOrigin: "Party" | "Dial" | "CallBack" | "Conference";
        /**
         * @description What a call is doing.
         * @enum {unknown}
         */
        CallPhase: "Calling" | "Ringing" | "Talking" | "Held" | "Ended";
        /** @description A call as people see it, made from its events and nothing else. */
        CallView: {
            /** @description The call. */
            id: components["schemas"]["CallId"];
            /**
             * Format: date-time
             * @description When its first leg was there.
             */
            startedAt: string;
            /** @description Who called. */
            caller: components["schemas"]["Party"];
            /** @description Who was called. */
            called: components["schemas"]["Party"];
            /**
             * Format: date-time
             * @description When the first leg was answered; null before.
             */
            answeredAt?: null | string;
            /**
             * Format: date-time
             * @description When the last leg was gone; null before.
             */
            endedAt?: null | string;
            end?: null | components["schemas"]["CallEnd"];
            /**
             * Format: date-time
             * @description When a restarted server took it over; null where none did.
             */
            takenOverAt?: null | string;
            /** @description Who made the call. */
            origin: components["schemas"]["CallOrigin"];
            mergedInto?: null | components["schemas"]["CallId"];
            /** @description The room whose conference it is or was; empty for a conference that a user made of calls; null for a call that was none. */
            room?: null | string;
            /** @description Its legs in the order in which they began. */
            legs: components["schemas"]["LegView"][];
            /** @description The steps of flows that its caller took, in their order. */
            path: components["schemas"]["FlowPassage"][];
            /** @description The called leg that answered first, after the caller's own where we made the call; null where none did. */
            answeredBy?: components["schemas"]["LegView"];
            /** @description What the call is doing. */
            phase: components["schemas"]["CallPhase"];
        };
        /** @description What a change would do, or did. */
        ChangeResult: {
            /**
             * Format: int32
             * @description The version in force now.
             */
            version: number;
            /** @description The fields that differ. */
            changes: components["schemas"]["DocumentChange"][];
            /** @description What is wrong; then nothing is changed. */
            errors: components["schemas"]["FieldProblem"][];
        };
        /** @description The company document in force. */
        CompanyReply: {
            /**
             * Format: int32
             * @description Its version; 0 while there is none. It is the ETag too.
             */
            version: number;
            /** @description Who applied it. */
            appliedBy?: null | string;
            /**
             * Format: date-time
             * @description When.
             */
            appliedAt?: null | string;
            /** @description The document in its canonical order, secrets masked; fields with their default left out. */
            document: components["schemas"]["JsonObject"];
        };
        /** @description A device, and where it is registered. */
        DeviceReply: {
            /** @description Its name. */
            name: string;
            /** @description The user name that it registers with. */
            login: string;
            /** @description Where it is registered; empty where nowhere. */
            bindings: components["schemas"]["PhoneBinding"][];
        };
        /** @description To call a number for a user. */
        DialRequest: {
            /** @description The user's key; null: one's own. */
            user?: null | string;
            /** @description What the user would dial. */
            number?: null | string;
        };
        /** @description The call that was made. */
        DialledReply: {
            /** @description Its id. */
            id: string;
        };
        /** @description How a directory is. */
        DirectoryReply: {
            /** @description Its name in the company document. */
            name: string;
            /** @description `csv`, `ldap` or `http`. */
            kind: string;
            /** @description HealthState.Down while it is set aside; HealthState.Unknown for a book that is not in the document. */
            state: components["schemas"]["HealthState"];
            /** @description Why; empty where it works. */
            detail: string;
            /**
             * Format: int32
             * @description Contacts of a book; null for others.
             */
            contacts?: null | number;
            /**
             * Format: int32
             * @description Numbers of a book in memory; null for others.
             */
            numbers?: null | number;
            /** @description The file of a book; null for others, and before the first import. */
            file?: null | string;
            /** @description Who imported it. */
            importedBy?: null | string;
            /**
             * Format: date-time
             * @description When.
             */
            importedAt?: null | string;
        };
        /** @description Whether one is busy for everybody. */
        DoNotDisturbRequest: {
            /** @description It. */
            doNotDisturb: boolean;
        };
        /** @description What the doctor found. */
        DoctorAnswer: {
            /**
             * Format: date-time
             * @description When; UTC.
             */
            at: string;
            /** @description The findings in the order in which they are mended. */
            findings: components["schemas"]["FindingAnswer"][];
        };
        /** @description A difference between two documents. */
        DocumentChange: {
            /** @description The field. */
            path: string;
            /** @description Its value in the first; null where it is not there, or has its default. */
            before?: null | string;
            /** @description Its value in the second; null where it is not there, or has its default. */
            after?: null | string;
        };
        /**
         * @description Why a call or leg ended. Stored and sent: append only, values never change.
         * @enum {unknown}
         */
        EndCause: "Unknown" | "Normal" | "Abandoned" | "AnsweredElsewhere" | "Busy" | "Declined" | "NoAnswer" | "UnknownNumber" | "Unreachable" | "Forbidden" | "LineFull" | "LineDown" | "NoCommonMedia" | "MediaTimeout" | "MediaLost" | "SessionExpired" | "MaximumDuration" | "ProtocolError" | "Overload" | "InternalError" | "Shutdown" | "Loop" | "RemoteFailure" | "Transferred" | "Merged";
        /**
         * @description Who ended a call or leg. Stored: append only.
         * @enum {unknown}
         */
        EndSide: "Unknown" | "Caller" | "Callee" | "System";
        /** @description How a feed of a calendar is. */
        FeedStatus: {
            /** @description The calendar. */
            calendar: string;
            /** @description The feed's file or host, without what makes its address secret. */
            name: string;
            /**
             * Format: int32
             * @description The days that it brought, and that count.
             */
            days: number;
            /**
             * Format: date-time
             * @description When it was read last, UTC; null: never.
             */
            readAt?: null | string;
            /** @description Why it could not be read the last time, while the days from before count; null where it could. */
            failure?: null | string;
        };
        /** @description What is wrong with one field of a request. */
        FieldProblem: {
            /** @description The field; empty for the request as a whole. */
            field: string;
            /** @description What is wrong. */
            message: string;
            /** @description How to mend it; empty where that is clear. */
            mend: string;
        };
        /** @description A finding in words. */
        FindingAnswer: {
            /** @description Which. */
            code: components["schemas"]["FindingCode"];
            /** @description How bad it is. */
            level: components["schemas"]["FindingLevel"];
            /** @description The line, name or setting. */
            where: string;
            /** @description What is wrong, or right. */
            text: string;
            /** @description What to do; empty where nothing. */
            mend: string;
        };
        /**
         * @description What the doctor can find. The values that its words need stand in brackets, in order.
         * @enum {unknown}
         */
        FindingCode: "CertificateGood" | "CertificateFault" | "CertificateMissing" | "ListenerMissing" | "ListenerGood" | "OwnNameUnknown" | "OwnNameGood" | "HubNameUnknown" | "HubRefuses" | "HubUnreachable" | "HubCertificateRefused" | "HubRefusesCertificate" | "HubKnowsUsNot" | "HubFails" | "HubSilent" | "HubGood" | "NoOptionsFromTeams" | "OptionsFromTeams" | "ClockOff" | "ClockFree" | "ClockGood" | "MediaAddressPrivate" | "MediaPortsFew" | "MediaDown" | "MediaGood" | "MailUnsent" | "MailRefused" | "MailGood" | "NumberInvalid" | "TeamsNumberTwice" | "TeamsNumberMissing" | "NumbersGood" | "PeerDown" | "LineGood" | "RegistrationFailed" | "RegistrationGood" | "CallsFailed";
        /**
         * @description How much a finding matters.
         * @enum {unknown}
         */
        FindingLevel: "Good" | "Warning" | "Error";
        /** @description A step of a flow that a caller took. */
        FlowPassage: {
            /** @description The flow. */
            flow: string;
            /** @description The kind of step. */
            step: string;
            /** @description What it names; empty where it names nothing. */
            value: string;
            /** @description Its outcome, or what the caller entered; empty where it has only one outcome. */
            result: string;
        };
        /**
         * @description What happens in a trial.
         * @enum {unknown}
         */
        FlowTrialKind: "Step" | "Says" | "Announces" | "Pressed" | "Calls" | "Failed" | "Asks" | "Answered" | "Waits" | "Records" | "Mails" | "HangsUp" | "Runaway";
        /** @description Where calls go; empty: nowhere. */
        Forwards: {
            /** @description Every call. */
            always: string;
            /** @description When busy. */
            busy: string;
            /** @description When nobody answers. */
            noAnswer: string;
            /** @description When nothing can be reached. */
            unreachable: string;
        };
        /** @description Where calls shall go; null: as it is, empty: nowhere. */
        ForwardsRequest: {
            /** @description Every call. */
            always?: null | string;
            /** @description When busy. */
            busy?: null | string;
            /** @description When nobody answers. */
            noAnswer?: null | string;
            /** @description When nothing can be reached. */
            unreachable?: null | string;
        };
        /**
         * @description Whether something works.
         * @enum {unknown}
         */
        HealthState: "Unknown" | "Up" | "Degraded" | "Down";
        /** @description Whether a message is heard. */
        HeardRequest: {
            /** @description Whether it is; else it is new again. */
            isHeard: boolean;
        };
        /** @description Calls of one hour. */
        HourOfCalls: {
            /**
             * Format: int32
             * @description The hour where the company is: 0 to 23.
             */
            hour: number;
            /**
             * Format: int32
             * @description How many began in it.
             */
            calls: number;
            /**
             * Format: int32
             * @description How many of them were answered.
             */
            answered: number;
        };
        JsonNode: unknown;
        JsonObject: Record<string, never>;
        /** @description A message of a ladder. */
        LadderMessage: {
            /**
             * Format: date-time
             * @description When it passed.
             */
            at: string;
            /** @description Whether Ponte sent it. */
            isSent: boolean;
            /** @description `UDP`, `TCP` or `TLS`. */
            protocol: string;
            /** @description Ponte's address. */
            local: string;
            /** @description The far end's address. */
            remote: string;
            /** @description Its Call-ID, which tells its leg. */
            sipCallId: string;
            /** @description In a few words. */
            summary: string;
            /** @description The message, secrets masked. */
            text: string;
        };
        /** @description Names one leg within its call. */
        LegId: string;
        /**
         * @description What stands at the far end of a leg. Stored: append only.
         * @enum {unknown}
         */
        LegKind: "Line" | "Teams" | "Phone";
        /** @description A leg as people see it, made from events. */
        LegView: {
            /** @description The leg within its call. */
            id: components["schemas"]["LegId"];
            /** @description What stands at its far end. */
            kind: components["schemas"]["LegKind"];
            /** @description Whether the far end called us. */
            isIncoming: boolean;
            /** @description The line's or device's name in the company document. */
            name: string;
            /** @description The user in the company document whose leg it is; null where it is nobody's. */
            user?: null | string;
            /** @description The far end's host or hub: first the one that is tried, then the one that answered. */
            peer: string;
            /** @description Its Call-ID, by which the SIP trace finds its messages. */
            sipCallId: string;
            /**
             * Format: date-time
             * @description When it began.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When the far end began to ring; null where it did not.
             */
            ringingAt?: null | string;
            /**
             * Format: date-time
             * @description When the far end began to send audio before its answer; null where it did not.
             */
            earlyMediaAt?: null | string;
            /**
             * Format: date-time
             * @description When it was answered; null where it was not.
             */
            answeredAt?: null | string;
            /** @description Whether the far end holds the call. */
            isHeld: boolean;
            /**
             * Format: date-time
             * @description When it came to a conference; null where it is in none.
             */
            conferredAt?: null | string;
            party?: null | components["schemas"]["Party"];
            /** @description Whether the others of the conference do not hear it. */
            isMuted: boolean;
            supervision?: null | components["schemas"]["SupervisionMode"];
            /**
             * Format: date-time
             * @description When it ended; null before.
             */
            endedAt?: null | string;
            end?: null | components["schemas"]["CallEnd"];
            media?: null | components["schemas"]["StreamStatistics"];
        };
        /** @description How a line is. */
        LineStatus: {
            /** @description The line's name in the company document. */
            name: string;
            /** @description `carrier`, `pbx` or `teams`. */
            kind: string;
            /** @description Whether calls can go out. */
            state: components["schemas"]["HealthState"];
            /**
             * Format: int32
             * @description Channels in use.
             */
            calls: number;
            /**
             * Format: int32
             * @description Channels there are; null for no limit.
             */
            channels?: null | number;
            /** @description Its far ends. */
            peers: components["schemas"]["PeerStatus"][];
            /** @description What a person should know, for instance why a registration fails; empty where nothing. */
            detail: string;
        };
        /** @description What a watcher is told: first all calls that go on, then one call after each of its events. */
        LiveChange: {
            /** @description All calls that go on, in place of what was known before; null for a change. */
            calls?: null | components["schemas"]["CallView"][];
            /** @description The name of the event; null with ImmutableArray&lt;CallView&gt;? LiveChange.Calls. */
            event?: null | string;
            /**
             * Format: date-time
             * @description When it happened; null with ImmutableArray&lt;CallView&gt;? LiveChange.Calls.
             */
            at?: null | string;
            call?: null | components["schemas"]["CallView"];
        };
        /** @description The server at a glance. */
        OverviewReply: {
            /** @description How it is. */
            state: components["schemas"]["HealthState"];
            /** @description Its version. */
            version: string;
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt: string;
            /**
             * Format: int32
             * @description Calls that go on.
             */
            calls: number;
            /** @description Lines and hubs. */
            lines: components["schemas"]["LineStatus"][];
            /** @description Phones that are known, and registered. */
            phones: components["schemas"]["PhoneCount"];
            /** @description Calls of today by the hour. */
            today: components["schemas"]["HourOfCalls"][];
            /** @description What somebody must look after. */
            alarms: components["schemas"]["Alarm"][];
        };
        /** @description A page of a list. */
        PageOfOfAuditReply: {
            /** @description The items. */
            items: components["schemas"]["AuditReply"][];
            /** @description What to give as `after` for the next page; null where this is the last. */
            next?: null | string;
        };
        /** @description A page of a list. */
        PageOfOfCallView: {
            /** @description The items. */
            items: components["schemas"]["CallView"][];
            /** @description What to give as `after` for the next page; null where this is the last. */
            next?: null | string;
        };
        /** @description A page of a list. */
        PageOfOfRecordingReply: {
            /** @description The items. */
            items: components["schemas"]["RecordingReply"][];
            /** @description What to give as `after` for the next page; null where this is the last. */
            next?: null | string;
        };
        /** @description A party of a call as shown to the other one and to history. */
        Party: {
            /** @description E.164 with `+`, a short number, or empty where it is withheld or unknown. */
            number: string;
            /** @description The name to show; empty where none is known. */
            name: string;
            /**
             * @description The party asked for privacy (RFC 3323): number and name go to nobody.
             * @default false
             */
            isAnonymous: boolean;
        };
        /** @description To change one's own password. */
        PasswordRequest: {
            /** @description The password of now. */
            current?: null | string;
            /** @description The new one. */
            password?: null | string;
        };
        /** @description How a far end of a line is. */
        PeerStatus: {
            /** @description Its host or hub. */
            peer: string;
            /** @description Whether it answers. */
            state: components["schemas"]["HealthState"];
            /** @description What it said last; empty where nothing. */
            detail: string;
        };
        /** @description A person's own settings. */
        PersonReply: {
            /** @description The user's key. */
            key: string;
            /** @description The user's name. */
            name: string;
            /** @description The extension; empty for none. */
            extension: string;
            /** @description The direct number; empty for none. */
            number: string;
            /** @description Whether Teams rings too. */
            hasTeams: boolean;
            /** @description Whether the user is busy for everybody. */
            doNotDisturb: boolean;
            /** @description Whether the devices ring with Teams. */
            twin: boolean;
            /** @description Where calls go. */
            forwards: components["schemas"]["Forwards"];
            /** @description The user's devices. */
            devices: components["schemas"]["DeviceReply"][];
        };
        /** @description One place where a phone is registered. */
        PhoneBinding: {
            /** @description Address and port that it came from. */
            source: string;
            /** @description `udp`, `tcp` or `tls`. */
            transport: string;
            /** @description The Contact URI that it gave. */
            contact: string;
            /** @description What it calls itself; empty where it does not. */
            userAgent: string;
            /**
             * Format: date-time
             * @description When the registration ends if it is not refreshed.
             */
            expires: string;
        };
        /** @description How many phones there are. */
        PhoneCount: {
            /**
             * Format: int32
             * @description Phones and lines that may register.
             */
            known: number;
            /**
             * Format: int32
             * @description How many of them are.
             */
            registered: number;
        };
        /** @description A phone of the company document, or the account of a line whose far end registers here. */
        PhoneStatus: {
            /** @description The user name that it registers with: `201-cordless`. */
            name: string;
            /** @description The name of the user, or of the line. */
            owner: string;
            /** @description Where it is registered; empty where nowhere. */
            bindings: components["schemas"]["PhoneBinding"][];
        };
        /**
         * @description What a PlanStep says; in brackets its values.
         * @enum {unknown}
         */
        PlanStepCode: "CallerUser" | "CallerOther" | "CallerAnonymous" | "CallerBlocked" | "ForwardedBefore" | "NotReadable" | "IsEmergency" | "IsShortCode" | "IsExtension" | "IsDirectNumber" | "IsUnassigned" | "IsOfExchange" | "IsService" | "IsOutside" | "IsUnknown" | "Category" | "ClassAllows" | "ClassForbids" | "ListAllows" | "ListForbids" | "NumberBlocked" | "CarrierToCarrier" | "LineTried" | "LineDown" | "LineIsOrigin" | "NoLine" | "CallerIdOut" | "CallerIdHidden" | "DoNotDisturb" | "InCall" | "ForwardsAlways" | "ForwardsBusy" | "ForwardsNoAnswer" | "ForwardsUnreachable" | "ForwardLoops" | "ForwardsTooMany" | "ForwardImpossible" | "ForwardTargetCalls" | "RingsTeams" | "RingsVoicemail" | "RingsDevice" | "NotRegistered" | "OutsideHours" | "OwnPlace" | "TeamsDown" | "TeamsTriedAllTheSame" | "TeamsForwardedBack" | "RingTime" | "NobodyThere" | "Loops" | "CodeDoes" | "CodeArgument" | "CallBackOf" | "CallBackOfNobody" | "CallBackOff" | "PinOf" | "PinWrong" | "IsFlow" | "IsRoom" | "TwinOff" | "IsMailbox" | "BoxTakes" | "ListensTo";
        /** @description A recording. */
        RecordingReply: {
            /** @description The call. */
            call: string;
            /**
             * Format: int64
             * @description How large its file is.
             */
            bytes: number;
            /**
             * Format: date-time
             * @description When it was written last.
             */
            changedAt: string;
            /** @description The day after whose end it is deleted; null: none. */
            keepUntil?: null | string;
            /** @description How long it is; null where it was not looked into. */
            length?: null | string;
            /** @description Between whom, and when. */
            segments: components["schemas"]["RecordingSegment"][];
            /** @description Whether it was ended in order and nothing of it was changed. */
            isWhole: boolean;
        };
        /** @description A part of a recording. */
        RecordingSegment: {
            /**
             * Format: date-time
             * @description When it began.
             */
            at: string;
            /** @description Where in the recording. */
            offset: string;
            /** @description Left and right channel. */
            parties: string;
        };
        /**
         * @description What an account may do; in JSON with a small letter.
         * @enum {unknown}
         */
        Role: "user" | "reader" | "agent" | "attendant" | "supervisor" | "administrator";
        /** @description Somebody in a room. */
        RoomMember: {
            /** @description The leg within the room's call, by which it is named. */
            leg: components["schemas"]["LegId"];
            /** @description The number; empty where it is not shown. */
            number: string;
            /** @description The name; empty where it is not known. */
            name: string;
            /** @description The user of the company; null for others. */
            user?: null | string;
            /**
             * Format: date-time
             * @description When it came.
             */
            since: string;
            /** @description Whether the others do not hear it. */
            isMuted: boolean;
            /** @description Whether it holds. */
            isHeld: boolean;
        };
        /** @description A room and who is in it. */
        RoomReply: {
            /** @description Its key in the company document. */
            id: string;
            /** @description The name that people see. */
            name: string;
            /** @description The short number that leads to it; empty for none. */
            extension: string;
            /**
             * Format: int32
             * @description How many may be in it.
             */
            maxMembers: number;
            /** @description Whether who enters is asked for a PIN. */
            hasPin: boolean;
            call?: null | components["schemas"]["CallId"];
            /** @description Who is in it. */
            members: components["schemas"]["RoomMember"][];
        };
        /** @description What would become of a call. */
        RouteAnswer: {
            /**
             * Format: date-time
             * @description The time of the call.
             */
            at: string;
            /** @description Who calls, as it is shown. */
            caller: components["schemas"]["Party"];
            /** @description What was called. */
            called: components["schemas"]["Party"];
            /** @description Each decision. */
            steps: components["schemas"]["RouteLine"][];
            /** @description What becomes of it, in words. */
            result: string;
            refusal?: null | components["schemas"]["CallEnd"];
            ring?: null | components["schemas"]["RouteStage"];
            /** @description What is done in place of ringing; null where it rings. */
            action?: null | string;
        };
        /** @description A decision of the number plan. */
        RouteLine: {
            /** @description Which. */
            code: components["schemas"]["PlanStepCode"];
            /**
             * Format: int32
             * @description How deep it stands below others.
             */
            depth: number;
            /** @description What it is about. */
            values: string[];
            /** @description In words. */
            text: string;
        };
        /** @description A place that rings. */
        RoutePlace: {
            /** @description What stands there. */
            kind: components["schemas"]["RoutePlaceKind"];
            /** @description The user, the device, or the number. */
            name: string;
            /** @description The lines to the number, in the order in which they are tried. */
            lines: string[];
            /**
             * Format: int32
             * @description How much later it begins.
             */
            delaySeconds: number;
        };
        /**
         * @description What stands at a place that rings.
         * @enum {unknown}
         */
        RoutePlaceKind: "Teams" | "Voicemail" | "Device" | "Number";
        /** @description Places that ring together, and what comes after. */
        RouteStage: {
            /** @description The places. */
            places: components["schemas"]["RoutePlace"][];
            /**
             * Format: int32
             * @description How long they ring; null: as long as a call may.
             */
            ringSeconds?: null | number;
            onNoAnswer?: null | components["schemas"]["RouteStage"];
            onBusy?: null | components["schemas"]["RouteStage"];
            onUnreachable?: null | components["schemas"]["RouteStage"];
        };
        /** @description Who is signed in. */
        SessionReply: {
            /** @description The account, or the program's key. */
            user: string;
            /** @description The name of the user whose account it is; null for nobody's. */
            name?: null | string;
            /** @description What it may do. */
            role: components["schemas"]["Role"];
            /** @description The key of the user whose account it is; null for nobody's. */
            person?: null | string;
            /** @description Whether it has a second factor. */
            hasTotp: boolean;
            /** @description The company's name; null where no document is in force. */
            company?: null | string;
            /** @description The company's language; null where no document is in force. */
            language?: null | string;
            /** @description The server's version. */
            version: string;
        };
        /** @description To make the first administrator. */
        SetupRequest: {
            /** @description The word that the server printed. */
            token?: null | string;
            /** @description The account. */
            user?: null | string;
            /** @description Its password. */
            password?: null | string;
        };
        /** @description To sign in. */
        SignInRequest: {
            /** @description The account. */
            user?: null | string;
            /** @description Its password. */
            password?: null | string;
            /** @description The code of its second factor, where it has one. */
            code?: null | string;
        };
        SseItemOfLiveChange: {
            data?: components["schemas"]["LiveChange"];
            eventType: null | string;
            eventId?: null | string;
            reconnectionInterval?: null | string;
        };
        /** @description Figures of one stream since it was opened. Datagrams of a fax count as packets, all their bytes as payload. */
        StreamStatistics: {
            /**
             * Format: int64
             * @description RTP packets accepted from the peer.
             */
            packetsReceived: number;
            /**
             * Format: int64
             * @description RTP packets sent to the peer.
             */
            packetsSent: number;
            /**
             * Format: int64
             * @description RTP payload bytes accepted.
             */
            bytesReceived: number;
            /**
             * Format: int64
             * @description RTP payload bytes sent.
             */
            bytesSent: number;
            /**
             * Format: int64
             * @description Packets of the peer that never came (RFC 3550 A.3).
             */
            packetsLost: number;
            /**
             * Format: int64
             * @description Packets dropped by reason of source, authentication, replay or form.
             */
            packetsRefused: number;
            /**
             * Format: double
             * @description Interarrival jitter of what we receive, in milliseconds (RFC 3550 A.8).
             */
            jitterMilliseconds: number;
            /**
             * Format: double
             * @description Loss that the peer reports of what we send, 0 to 1; null without a report.
             */
            remoteLossFraction?: null | number;
            /**
             * Format: double
             * @description Jitter that the peer reports, in milliseconds; null without a report.
             */
            remoteJitterMilliseconds?: null | number;
            /**
             * Format: double
             * @description Round trip by RTCP, in milliseconds; null without a report.
             */
            roundTripMilliseconds?: null | number;
            /**
             * Format: double
             * @description Listening quality of what we receive by the E-model (ITU-T G.107), 1 to 4.5; null before the first packets.
             */
            meanOpinionScore?: null | number;
            /** @description The encoding received last, as in SDP; null before the first packet. */
            encoding?: null | string;
        };
        /** @enum {unknown} */
        SupervisionMode: "Listen" | "Whisper" | "Barge" | "TakeOver" | null;
        /** @description To supervise a call. */
        SupervisionRequest: {
            /** @description The supervisor: a user's key, extension or number; null: one's own. */
            with?: null | string;
            mode?: null | components["schemas"]["SupervisionMode"];
            /** @description Who is helped: a user's key, extension or number; null: the party who is a user. */
            agent?: null | string;
        };
        /** @description To set a calendar by hand. */
        SwitchRequest: {
            /** @description `auto`, `day` or `night`. */
            to?: null | string;
        };
        /** @description A secret for an authenticator. */
        TotpReply: {
            /** @description In Base32. */
            secret: string;
            /** @description For a QR code. */
            link: string;
        };
        /** @description To put a second factor in force. */
        TotpRequest: {
            /** @description One's own password. */
            password?: null | string;
            /** @description The secret; empty to have none any more. */
            secret?: null | string;
            /** @description The authenticator's first code. */
            code?: null | string;
        };
        /** @description A line of a flow that was tried. */
        TryLine: {
            /** @description What happens. */
            kind: components["schemas"]["FlowTrialKind"];
            /** @description What was said, pressed, called or named. */
            value: string;
            /** @description The outcome of a step; the language of what was said. */
            result: string;
            /** @description The kind of step. */
            step: string;
            /** @description All of it in words. */
            text: string;
        };
        /** @description To try a flow. */
        TryRequest: {
            /** @description What the caller does at each turn. */
            keys?: null | string[];
            /**
             * Format: date-time
             * @description The time; null: now.
             */
            at?: null | string;
            /** @description The caller's number; null: withheld. */
            from?: null | string;
            /** @description The flow as it is edited, not in force yet; null: the one in force. */
            value?: unknown;
        };
        /** @description Whether the own devices ring with Teams. */
        TwinRequest: {
            /** @description It. */
            twin: boolean;
        };
        /** @description A version of the document. */
        VersionReply: {
            /**
             * Format: int32
             * @description Its number.
             */
            version: number;
            /** @description Who applied it. */
            appliedBy: string;
            /**
             * Format: date-time
             * @description When.
             */
            appliedAt: string;
        };
        /** @description A message in a box. */
        VoiceMessageReply: {
            /** @description Its name in the box. */
            id: string;
            /**
             * Format: date-time
             * @description When it was left, UTC.
             */
            at: string;
            /** @description The number of who left it; empty where it is withheld or not known. */
            callerNumber: string;
            /** @description The name of who left it; empty where none is known. */
            callerName: string;
            /** @description The call in which it was left. */
            call: string;
            /** @description How long it is. */
            length: string;
            /** @description Whether it was heard. */
            isHeard: boolean;
            /** @description Whether it has still to be mailed. */
            awaitsMail: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

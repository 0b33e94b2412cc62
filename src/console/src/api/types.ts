/** What the service says, as its JSON has it (docs/api.md): fields with their default value are absent, 64-bit numbers are texts. */

export interface GeoPosition {
  readonly latitude?: number;
  readonly longitude?: number;
}

export type Severity = 'SEVERITY_NOTICE' | 'SEVERITY_WARNING' | 'SEVERITY_ALARM' | 'SEVERITY_CRITICAL';
export type AlertState = 'ALERT_STATE_RAISED' | 'ALERT_STATE_MAINTAINED' | 'ALERT_STATE_LOWERED' | 'ALERT_STATE_CLOSED' | 'ALERT_STATE_RETRACTED';
export type OperatorState = 'OPERATOR_STATE_UNACKNOWLEDGED' | 'OPERATOR_STATE_ACKNOWLEDGED' | 'OPERATOR_STATE_CLEARED_UNACKNOWLEDGED' | 'OPERATOR_STATE_CLOSED';
export type Disposition = 'DISPOSITION_TRUE' | 'DISPOSITION_NUISANCE' | 'DISPOSITION_FALSE' | 'DISPOSITION_EXERCISE' | 'DISPOSITION_UNKNOWN';

export interface AlertVessel {
  readonly mmsi?: number;
  readonly name?: string;
  readonly imo?: number;
  readonly callSign?: string;
  readonly shipType?: string;
  readonly lengthMetres?: number;
}

export interface AlertAsset {
  readonly id?: string;
  readonly name?: string;
  readonly category?: string;
  readonly operator?: string;
}

export interface NextAsset {
  readonly assetId?: string;
  readonly assetName?: string;
  readonly eta?: string;
  readonly earliestEta?: string;
  readonly latestEta?: string;
  readonly distanceMetres?: number;
  readonly crossingPoint?: GeoPosition;
  readonly operator?: string;
  readonly contact?: string;
}

export interface Measurement {
  readonly name?: string;
  readonly value?: number;
  readonly unit?: string;
  readonly threshold?: number;
  readonly comparison?: string;
}

export interface EvidenceFix {
  readonly time?: string;
  readonly position?: GeoPosition;
  readonly speedOverGroundKnots?: number;
  readonly courseOverGroundDegrees?: number;
  readonly trueHeadingDegrees?: number;
}

export interface Evidence {
  readonly detector?: string;
  readonly detectorVersion?: string;
  readonly settingsHash?: string;
  readonly rule?: string;
  readonly measurements?: readonly Measurement[];
  readonly fixes?: readonly EvidenceFix[];
  readonly explanations?: readonly { readonly name?: string; readonly applies?: boolean; readonly detail?: string }[];
  readonly otherAssetIds?: readonly string[];
  readonly contextAreaIds?: readonly string[];
  readonly cause?: string;
}

export interface AlertEvent {
  readonly sequence: string;
  readonly alertId: string;
  readonly revision?: number;
  readonly state: AlertState;
  readonly kind: string;
  readonly severity: Severity;
  readonly vessel?: AlertVessel;
  readonly asset?: AlertAsset;
  readonly since?: string;
  readonly eventTime?: string;
  readonly position?: GeoPosition;
  readonly distanceMetres?: number;
  readonly nextAssets?: readonly NextAsset[];
  readonly headline?: string;
  readonly recommendedAction?: string;
  readonly evidence?: Evidence;
  readonly suppressedBy?: readonly string[];
}

export interface OperatorStatus {
  readonly state: OperatorState;
  readonly stateTime?: string;
  readonly acknowledgedBy?: string;
  readonly assignee?: string;
  readonly shelvedUntil?: string;
  readonly shelveReason?: string;
  readonly disposition?: Disposition;
  readonly priority?: Severity;
  readonly etag?: string;
}

export interface AlertTransition {
  readonly sequence: string;
  readonly alertId: string;
  readonly action: string;
  readonly actor?: string;
  readonly time?: string;
  readonly cause?: string;
  readonly status: OperatorStatus;
}

export interface Alert {
  readonly alertId: string;
  readonly latestEvent: AlertEvent;
  readonly operatorStatus: OperatorStatus;
  readonly updateCount?: number;
}

export interface AlertHistory {
  readonly alert: Alert;
  readonly events?: readonly AlertEvent[];
  readonly transitions?: readonly AlertTransition[];
  readonly leftOutCount?: number;
}

export interface TrackPoint {
  readonly time: string;
  readonly position?: GeoPosition;
  readonly speedOverGroundKnots?: number;
  readonly courseOverGroundDegrees?: number;
  readonly trueHeadingDegrees?: number;
  readonly navigationalStatus?: number;
  readonly interpolated?: boolean;
  readonly afterGap?: boolean;
  readonly equipmentClass?: 'EQUIPMENT_CLASS_A' | 'EQUIPMENT_CLASS_B';
}

export interface Vessel {
  readonly mmsi: number;
  readonly imo?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly shipType?: string;
  readonly shipTypeCode?: number;
  readonly lengthMetres?: number;
  readonly breadthMetres?: number;
  readonly draughtMetres?: number;
  readonly destination?: string;
  readonly staticDataTime?: string;
  readonly lastPosition?: TrackPoint;
  readonly lastSeen?: string;
}

export interface PositionSequence {
  readonly positions?: readonly GeoPosition[];
}

export interface Asset {
  readonly id: string;
  readonly name?: string;
  readonly category?: string;
  readonly status?: string;
  readonly operator?: string;
  readonly contact?: string;
  readonly positionalSigmaMetres?: number;
  readonly buriedDepthMetres?: number;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly source?: string;
  readonly parts?: readonly PositionSequence[];
}

export interface ContextArea {
  readonly id: string;
  readonly name?: string;
  readonly category?: string;
  readonly directionDegrees?: number;
  readonly source?: string;
  readonly parts?: readonly PositionSequence[];
}

/** Who the caller is taken for. */
export interface Access {
  readonly name: string;
  readonly credential: string;
  readonly roles: readonly string[];
  readonly grants: readonly string[];
  readonly scopes: readonly string[];
}

/** What a console needs to know at its start. */
export interface ConsoleFacts {
  readonly version: string;
  readonly time: string;
  readonly eventTime: string | null;
  readonly exercise: boolean;
  readonly exerciseBecause: 'CONFIGURED' | 'REPLAYED' | null;
  readonly marking: string;
  readonly sectors: readonly string[];
  /** How the desk calls itself on VHF. */
  readonly station: string;
  readonly isOpen: boolean;
  readonly notReadyBecause: string | null;
  /** When this run of the service began. Charts are read then. */
  readonly started: string;
  /** Seconds back to which positions can be asked for; null where they stay while the disk lasts. */
  readonly retention: { readonly trackSeconds: number | null };
  readonly desk: { readonly acknowledgeTimeoutSeconds: number; readonly escalateAfterSeconds: number; readonly mostShelveSeconds: number };
}
